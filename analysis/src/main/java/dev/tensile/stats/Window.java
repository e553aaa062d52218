package dev.tensile.stats;

/**
 * The values of one window of time, in whole seconds: what a quantile or a share of exceedances is estimated from.
 *
 * <p>A value is an effective latency in any unit: the latency of a success, {@code +infinity} for a failure. Within a second
 * order does not matter. Implementations are immutable and safe for use by many threads.
 *
 * <p>The questions asked here are those a matrix of per-second histograms can answer as well; {@link #of} is the exact
 * implementation for up to some millions of values.
 */
public interface Window {
    /** Length of the window in seconds; seconds without any request count. */
    int seconds();

    /** Number of values n, at least 1. */
    long count();

    /** The {@code rank}-th smallest value X_(rank), rank in 1..n; may be {@code +infinity}. */
    double orderStatistic(long rank);

    /** Number of values in each second; a new array of length {@link #seconds()}. */
    long[] countPerSecond();

    /**
     * Number of values at or below {@code threshold} in each second; a new array of length {@link #seconds()}. A threshold of
     * {@link Double#MAX_VALUE} counts the successes.
     */
    long[] atMostPerSecond(double threshold);

    /** Number of values above {@code threshold} in each second, those of {@link #atMostPerSecond} apart; a new array. */
    default long[] abovePerSecond(double threshold) {
        long[] above = countPerSecond();
        long[] atMost = atMostPerSecond(threshold);
        for (int t = 0; t < above.length; t++) {
            above[t] -= atMost[t];
        }
        return above;
    }

    /**
     * The p-quantile as the inverse of the empirical distribution function, X_(ceil(n p)): type 1 of Hyndman and Fan,
     * "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996) 361. A product n p that misses a whole
     * number by rounding alone counts as that number.
     *
     * @param p in (0, 1)
     */
    default double quantile(double p) {
        return orderStatistic(Ranks.ceiling(count(), Require.probability("p", p)));
    }

    /**
     * A window over raw values, kept exactly; about 28 bytes a value, one sort at creation. The arrays are copied.
     *
     * @param values effective latencies, not negative, {@code +infinity} for a failure, at least one
     * @param second for each value the index of its second, in 0..seconds-1, in any order
     * @param seconds length of the window, at least 1
     * @throws IllegalArgumentException if a value is negative or not a number, an index lies outside the window, or the
     *     arrays are empty or differ in length
     */
    static Window of(double[] values, int[] second, int seconds) {
        return new ExactWindow(values, second, seconds);
    }
}
