package dev.tensile.engine.litmus.center;

import java.time.Duration;

/**
 * How a probe goes about it.
 *
 * @param timeout of one look
 * @param interval between looks
 * @param retries of a look that failed
 * @param onFailure what becomes of the fault
 */
public record ProbeTiming(Duration timeout, Duration interval, int retries, OnFailure onFailure) {
    /** What a failed probe does to its fault. */
    public enum OnFailure {
        GO_ON,
        /** The fault's own pod stops it: the only guardrail that Litmus has itself. */
        STOP_THE_FAULT
    }

    public ProbeTiming {
        if (timeout.toMillis() < 1 || interval.toMillis() < 1 || retries < 0) {
            throw new IllegalArgumentException(
                    "a probe needs a timeout and an interval of at least 1 ms and no negative retries, " + "were "
                            + timeout + ", " + interval + ", " + retries);
        }
    }

    /** As Go writes durations. */
    static String inGo(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
