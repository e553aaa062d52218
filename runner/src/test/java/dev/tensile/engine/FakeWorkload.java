package dev.tensile.engine;

import dev.tensile.load.CohortRule;
import dev.tensile.load.RunClock;
import dev.tensile.load.SampleSink;
import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Outcome;
import dev.tensile.run.Sample;
import dev.tensile.run.Samples;
import java.util.List;
import java.util.function.IntSupplier;

/** Sends nothing, and tells the sink every second of a hundred requests that took 10 ms. */
final class FakeWorkload implements Workload {
    private static final int PER_SECOND = 100;

    private final List<String> calls;
    private final VirtualTime time;
    private IntSupplier failures = () -> 0;
    private IntSupplier requests = () -> PER_SECOND;
    private String failing = "";
    private boolean open;

    FakeWorkload(List<String> calls, VirtualTime time) {
        this.calls = calls;
        this.time = time;
    }

    /** How many of the hundred fail. */
    void failures(IntSupplier count) {
        failures = count;
    }

    void requests(IntSupplier count) {
        requests = count;
    }

    /** This call fails: {@code load}, {@code drain} or {@code load close}. */
    void failAt(String call) {
        failing = call;
    }

    boolean isOpen() {
        return open;
    }

    private void called(String call) {
        calls.add(call);
        if (call.equals(failing)) {
            throw new IllegalStateException(call + " failed");
        }
    }

    @Override
    public Running start(RunClock clock, CohortRule cohorts, SampleSink sink) {
        called("load");
        open = true;
        time.everySecond(() -> {
            if (open && requests.getAsInt() > 0) {
                sink.accept(second(requests.getAsInt(), failures.getAsInt()));
            }
        });
        return new Running() {
            @Override
            public Counted drain() {
                called("drain");
                return new Counted(7, 7);
            }

            @Override
            public void close() {
                open = false;
                called("load close");
            }
        };
    }

    private Samples second(int total, int failed) {
        Samples.Builder batch = new Samples.Builder(total);
        for (int i = 0; i < total; i++) {
            Outcome outcome = i < failed ? Outcome.ERROR : Outcome.OK;
            batch.add(sample(time.nanos(), outcome, 10_000_000L));
        }
        return batch.build();
    }

    static Sample sample(long endNanos, Outcome outcome, long latencyNanos) {
        Cause cause = outcome.failed() ? Cause.STATUS : Cause.NONE;
        long begin = endNanos - latencyNanos;
        return new Sample(begin, begin, latencyNanos, outcome, Cohort.NONE, cause, 0, outcome.failed() ? 500 : 200);
    }
}
