package dev.tensile.run;

/**
 * One request.
 *
 * @param intendedNanos when it was due, since the start of the run
 * @param startNanos when it was really sent
 * @param latencyNanos from the intended start to the last byte of the answer, or the timeout
 * @param endpoint index into {@link Endpoints}
 * @param status HTTP status, 0 if none arrived
 */
public record Sample(
        long intendedNanos,
        long startNanos,
        long latencyNanos,
        Outcome outcome,
        Cohort cohort,
        Cause cause,
        int endpoint,
        int status) {}
