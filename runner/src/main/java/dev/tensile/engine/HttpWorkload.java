package dev.tensile.engine;

import dev.tensile.experiment.Plan;
import dev.tensile.load.CohortRule;
import dev.tensile.load.Counts;
import dev.tensile.load.LoadGenerator;
import dev.tensile.load.RunClock;
import dev.tensile.load.SampleSink;

/** The loads of a plan, sent by the load generator. */
public final class HttpWorkload implements Workload {
    private final Plan plan;

    public HttpWorkload(Plan plan) {
        this.plan = plan;
    }

    @Override
    public Running start(RunClock clock, CohortRule cohorts, SampleSink sink) {
        LoadGenerator generator = LoadGenerator.start(plan.experiment().loads(), plan.seed(), clock, sink);
        generator.cohorts(cohorts);
        return new Sending(generator);
    }

    private record Sending(LoadGenerator generator) implements Running {
        @Override
        public Counted drain() {
            try {
                Counts counts = generator.stop();
                return new Counted(counts.intended(), counts.recorded());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the last answers were awaited", interrupted);
            }
        }

        @Override
        public void close() {
            generator.close();
        }
    }
}
