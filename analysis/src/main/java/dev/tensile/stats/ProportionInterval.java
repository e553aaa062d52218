package dev.tensile.stats;

/**
 * Interval of a proportion in one window, with what it was computed from.
 *
 * @param tail one-sided tail in (0, 0.5)
 * @param estimate events / n, in [0, 1]
 * @param lower Wilson's lower limit in [0, 1]
 * @param upper Wilson's upper limit in [0, 1]
 * @param events number of events
 * @param n number of trials
 * @param seconds length of the window
 * @param longRunVariance V of the per-second counts, of this window itself
 * @param ownDesignEffect d of this window itself
 * @param designEffect d in use: its own, or the larger, scaled one of the reference
 * @param effectiveN effective number of independent trials at this tail, at most n
 */
public record ProportionInterval(
        double tail,
        double estimate,
        double lower,
        double upper,
        long events,
        long n,
        int seconds,
        LongRunVariance longRunVariance,
        DesignEffect ownDesignEffect,
        DesignEffect designEffect,
        double effectiveN)
        implements Interval {}
