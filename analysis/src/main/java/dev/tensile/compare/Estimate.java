package dev.tensile.compare;

/**
 * A metric in one window: seconds for a latency quantile (infinite when it lies among the failures), a share in 0..1 for
 * a rate.
 *
 * @param interval95 two-sided 95 %
 * @param requests in the window
 * @param failures in the window
 * @param effectiveRequests how many independent requests they are worth
 * @param designEffect how much clustering inflates the variance; at least 1
 * @param seconds length of the window
 */
public record Estimate(
        double value,
        Interval interval95,
        long requests,
        long failures,
        double effectiveRequests,
        double designEffect,
        int seconds) {}
