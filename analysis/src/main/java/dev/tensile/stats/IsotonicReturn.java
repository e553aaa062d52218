package dev.tensile.stats;

import java.util.Arrays;

/**
 * When a share that falls back to normal has come down to a limit, as an interval: those times t0 that a likelihood-ratio test
 * does not reject.
 *
 * <p>The share is taken never to rise again. f is its isotonic fit (pool adjacent violators); for each t0 the fit is made once
 * more with the share at least theta before t0 and at most theta from t0 on, and t0 stays if 2 (l(f) - l(f_t0)) / d is at most
 * 2.28. Source: Banerjee and Wellner, "Likelihood ratio tests for monotone functions", Annals of Statistics 29 (2001) 1699,
 * whose 95 % point is 2.28.
 *
 * <p>Limits: covers 95 % for independent seconds, 87 to 96 % when the load drifts (STATISTICS.md §2.9). A relapse breaks its
 * assumption and widens it.
 *
 * @param earliest second; 0 if it may have been there at once
 * @param latest second; {@code seconds} if it may not have come back at all
 * @param seconds that were watched
 */
public record IsotonicReturn(int earliest, int latest, int seconds) {
    private static final double CRITICAL = 2.28;

    /** The likelihood of a share of exactly 0 or 1 is finite; nobody watches for so long that it matters. */
    private static final double SMALLEST = 1e-9;

    /**
     * The interval.
     *
     * @param events in each second, none above that second's trials
     * @param trials in each second
     * @param theta the limit, in (0, 1)
     * @param designEffect of the events, at least 1
     */
    public static IsotonicReturn of(long[] events, long[] trials, double theta, double designEffect) {
        Require.probability("theta", theta);
        int seconds = trials.length;
        double best = likelihood(events, trials, falling(events, trials, 0, seconds));
        int earliest = seconds + 1;
        int latest = -1;
        for (int t0 = 0; t0 <= seconds; t0++) {
            double[] fit = new double[seconds];
            double[] before = falling(events, trials, 0, t0);
            double[] after = falling(events, trials, t0, seconds);
            for (int t = 0; t < seconds; t++) {
                fit[t] = t < t0 ? Math.max(before[t], theta) : Math.min(after[t - t0], theta);
            }
            if (2 * (best - likelihood(events, trials, fit)) / Math.max(1, designEffect) <= CRITICAL) {
                earliest = Math.min(earliest, t0);
                latest = t0;
            }
        }
        return latest < 0 ? new IsotonicReturn(0, seconds, seconds) : new IsotonicReturn(earliest, latest, seconds);
    }

    /** Whether it is shown to have come back within the time that was watched. */
    public boolean isShown() {
        return latest < seconds;
    }

    /** Pool adjacent violators: the non-increasing shares that fit best. */
    private static double[] falling(long[] events, long[] trials, int from, int to) {
        double[] sum = new double[to - from];
        double[] weight = new double[to - from];
        int[] length = new int[to - from];
        int blocks = 0;
        for (int t = from; t < to; t++) {
            Require.counts(trials[t], events[t]);
            sum[blocks] = events[t];
            weight[blocks] = trials[t];
            length[blocks] = 1;
            blocks++;
            while (blocks > 1 && rises(sum, weight, blocks)) {
                blocks--;
                sum[blocks - 1] += sum[blocks];
                weight[blocks - 1] += weight[blocks];
                length[blocks - 1] += length[blocks];
            }
        }
        double[] fit = new double[to - from];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            double share = weight[block] == 0 ? 0 : sum[block] / weight[block];
            Arrays.fill(fit, at, at + length[block], share);
            at += length[block];
        }
        return fit;
    }

    /** Whether the last block lies above the one before it; a block without trials joins its neighbour. */
    private static boolean rises(double[] sum, double[] weight, int blocks) {
        double last = weight[blocks - 1];
        double before = weight[blocks - 2];
        return last == 0 || before == 0 || sum[blocks - 1] * before >= sum[blocks - 2] * last;
    }

    private static double likelihood(long[] events, long[] trials, double[] fit) {
        double sum = 0;
        for (int t = 0; t < fit.length; t++) {
            double share = Math.min(1 - SMALLEST, Math.max(SMALLEST, fit[t]));
            sum += events[t] * Math.log(share) + (trials[t] - events[t]) * Math.log1p(-share);
        }
        return sum;
    }
}
