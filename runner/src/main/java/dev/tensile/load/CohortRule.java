package dev.tensile.load;

import dev.tensile.run.Cohort;

/** On which side of the blast radius a request will be, judged from its trace id when it is sent. Thread-safe. */
@FunctionalInterface
public interface CohortRule {
    CohortRule NONE = (high, low) -> Cohort.NONE;

    Cohort of(long traceIdHigh, long traceIdLow);
}
