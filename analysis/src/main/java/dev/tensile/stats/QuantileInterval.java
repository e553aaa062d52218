package dev.tensile.stats;

/**
 * Interval of a quantile of one window, with what it was computed from.
 *
 * @param p the quantile's probability in (0, 1)
 * @param tail one-sided tail in (0, 0.5)
 * @param estimate the quantile in the unit of the values; {@code +infinity} if at least 1-p of the requests failed
 * @param lower an observed value at or below the estimate
 * @param upper an observed value at or above the estimate, or {@code +infinity}
 * @param n number of requests
 * @param seconds length of the window
 * @param longRunVariance V of the per-second counts, of this window itself
 * @param ownDesignEffect d of this window itself
 * @param designEffect d in use: its own, or the larger one of the reference
 * @param effectiveN effective number of independent requests at this tail, at most n
 * @param shareLower beta quantile at the tail: the share whose empirical quantile is {@code lower}
 * @param shareUpper beta quantile at 1 - tail: the share whose empirical quantile is {@code upper}
 */
public record QuantileInterval(
        double p,
        double tail,
        double estimate,
        double lower,
        double upper,
        long n,
        int seconds,
        LongRunVariance longRunVariance,
        DesignEffect ownDesignEffect,
        DesignEffect designEffect,
        double effectiveN,
        double shareLower,
        double shareUpper)
        implements Interval {}
