package dev.tensile.stats;

import java.util.OptionalInt;

/**
 * What an e-process has to say after some seconds; may be looked at, and acted on, at any of them.
 *
 * @param second number of seconds seen, from 1
 * @param logE natural logarithm of the e-value now
 * @param maxLogE the largest so far
 * @param stoppedAt the first second at which the rule said stop, if it has
 */
public record Evidence(int second, double logE, double maxLogE, OptionalInt stoppedAt) {
    /** Whether to go on. */
    public enum Decision {
        CONTINUE,
        STOP
    }

    /** {@link Decision#STOP} from the stopping second on. */
    public Decision decision() {
        return stoppedAt.isPresent() ? Decision.STOP : Decision.CONTINUE;
    }

    /** The largest e-value so far; the null hypothesis gives it an expectation of at most 1 at any stopping time. */
    public double maxE() {
        return Math.exp(maxLogE);
    }

    /** Anytime-valid p-value, min(1, 1/E_max). */
    public double pValue() {
        return Math.min(1, Math.exp(-maxLogE));
    }
}
