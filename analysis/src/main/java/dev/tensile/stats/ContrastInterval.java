package dev.tensile.stats;

/**
 * Interval of a ratio or difference, with the intervals of its two parts at the same tail.
 *
 * @param scale ratio or difference
 * @param tail one-sided tail in (0, 0.5)
 * @param estimate ratio or difference of the two estimates; {@code NaN} if both are infinite
 * @param lower lower limit; 0 (ratio) or {@code -infinity} (difference) if nothing is shown on this side
 * @param upper upper limit; {@code +infinity} if nothing is shown on this side
 * @param target interval of the part that may have changed
 * @param reference interval of the part it is compared with
 */
public record ContrastInterval(
        Scale scale, double tail, double estimate, double lower, double upper, Interval target, Interval reference)
        implements Interval {}
