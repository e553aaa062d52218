package dev.tensile.engine;

import dev.tensile.load.CohortRule;
import dev.tensile.load.RunClock;
import dev.tensile.load.SampleSink;

/** The loads of a plan, ready to be started. */
@FunctionalInterface
public interface Workload {
    /** Starts sending; {@code cohorts} is asked for every request. */
    Running start(RunClock clock, CohortRule cohorts, SampleSink sink);

    /** A load that is being sent. */
    interface Running extends AutoCloseable {
        /** Sends no more, waits for the answers that are due, and counts. */
        Counted drain();

        /** Gives up at once whatever is still in flight. */
        @Override
        void close();
    }

    /**
     * The books of a load.
     *
     * @param intended requests that were due
     * @param recorded requests whose end was recorded
     */
    record Counted(long intended, long recorded) {}
}
