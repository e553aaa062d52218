package dev.tensile.stats;

/**
 * The second at which a proportion most likely changed, and whether it changed at all.
 *
 * <p>The self-normalised statistic of Shao and Zhang, "Testing for change points in time series", JASA 105 (2010) 1228, on
 * y_t = e_t - p n_t, with 15 % of the splits trimmed at each end: T S_k^2 over the sum of squares of the two bridges on either
 * side of split k, maximised over k. No long-run variance is estimated. One that is estimated over the whole window takes a
 * change for clustering, and the larger the change the more so: with nu degrees of freedom a likelihood ratio divided by it
 * cannot exceed about nu, however large the change.
 *
 * <p>Limits: the critical value is exceeded in about 1 of 1000 windows of independent seconds; in simulations at 200 requests a
 * second and 40 s in 1 % under an autocorrelation of 0.8, in 5 % under one of 0.9. A step at one half is found more surely than
 * one near the ends.
 *
 * @param second index of the first second after the split
 * @param statistic at least 0; it may be infinite, for a step between two constant shares
 */
public record BinomialChangePoint(int second, double statistic) {
    /** The upper 0.1 % point of the statistic without trimming (table 1 of the paper). */
    public static final double CRITICAL = 121.9;

    private static final double TRIMMED = 0.15;

    /**
     * The most likely split.
     *
     * @param events in each second, none above that second's trials
     * @param trials in each second
     */
    public static BinomialChangePoint of(long[] events, long[] trials) {
        double[] sums = sums(events, trials);
        int seconds = trials.length;
        int first = Math.max(1, (int) Math.ceil(TRIMMED * seconds));
        BinomialChangePoint best = new BinomialChangePoint(first, 0);
        for (int split = first; split <= seconds - first; split++) {
            double noise = bridge(sums, 0, split) + bridge(sums, split, seconds);
            double change = seconds * sums[split] * sums[split];
            double statistic = change == 0 ? 0 : change / noise;
            if (statistic > best.statistic) {
                best = new BinomialChangePoint(split, statistic);
            }
        }
        return best;
    }

    /** Whether the change is more than chance. */
    public boolean isShown() {
        return statistic > CRITICAL;
    }

    /** S_0 to S_T of y_t, times the number of all trials: whole numbers, so that a constant share gives exactly 0. */
    private static double[] sums(long[] events, long[] trials) {
        long allEvents = Series.sum(events);
        long allTrials = Series.sum(trials);
        double[] sums = new double[trials.length + 1];
        for (int t = 0; t < trials.length; t++) {
            sums[t + 1] = sums[t] + (double) (events[t] * allTrials - trials[t] * allEvents);
        }
        return sums;
    }

    /** The squared deviations of the sums from the straight line between their ends. */
    private static double bridge(double[] sums, int from, int to) {
        double squares = 0;
        for (int t = from + 1; t < to; t++) {
            double line = ((to - t) * sums[from] + (t - from) * sums[to]) / (to - from);
            squares += (sums[t] - line) * (sums[t] - line);
        }
        return squares;
    }
}
