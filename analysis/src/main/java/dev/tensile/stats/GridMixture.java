package dev.tensile.stats;

import java.util.Arrays;

/**
 * The wealth of a mixture of bets against "each trial is an event with probability at most m".
 *
 * <p>One bet for each odds ratio r_k and start time s_j: W_jk gains [e log(p_k/m) + (n-e) log((1-p_k)/(1-m))]/d a second, at
 * most a cap, where p_k/(1-p_k) = r_k m/(1-m); as p_k/m = r_k/(1 + (r_k - 1) m) that is [e log r_k - n log(1 + (r_k - 1) m)]/d.
 * Bets not yet started keep W = 0. E is the mean of exp W_jk. All started bets of one odds ratio gain the same, so their sum is
 * kept instead of each: a second costs O(K), whatever the horizon. Never rises in m.
 */
final class GridMixture {
    private final EProcessSettings settings;
    private final double[] oddsRatios;
    private final double[] logOddsRatios;
    private final double logBets;
    private final double cap;
    /** For each odds ratio the logarithm of the sum of exp W over the bets already started. */
    private final double[] logWealth;

    /** The null probability of the last second, and log(1 + (r_k - 1) m) for it: usually that of the next as well. */
    private double nullShare = Double.NaN;

    private final double[] logTrial;
    private int second;
    private int started;

    GridMixture(EProcessSettings settings, double[] oddsRatios) {
        this.settings = settings;
        this.oddsRatios = oddsRatios;
        this.logBets = Math.log((double) settings.starts() * oddsRatios.length);
        this.cap = settings.burstSeconds() == 0
                ? Double.POSITIVE_INFINITY
                : (logBets - Math.log(settings.alpha())) / settings.burstSeconds();
        this.logWealth = new double[oddsRatios.length];
        Arrays.fill(logWealth, Double.NEGATIVE_INFINITY);
        this.logOddsRatios = Arrays.stream(oddsRatios).map(Math::log).toArray();
        this.logTrial = new double[oddsRatios.length];
    }

    /** One more second with {@code events} among {@code trials}, under a null probability m in [0, 1]. */
    void step(long events, long trials, double m) {
        setNull(m);
        boolean start = second % settings.restartSeconds() == 0 && started < settings.starts();
        for (int k = 0; k < oddsRatios.length; k++) {
            double wealth = start ? addExponentials(logWealth[k], 0) : logWealth[k];
            double gain = events * logOddsRatios[k] - trials * logTrial[k];
            logWealth[k] = wealth + Math.min(gain / settings.designEffect(), cap);
        }
        started += start ? 1 : 0;
        second++;
    }

    private void setNull(double m) {
        if (m != nullShare) {
            nullShare = m;
            for (int k = 0; k < oddsRatios.length; k++) {
                logTrial[k] = Math.log1p((oddsRatios[k] - 1) * m);
            }
        }
    }

    /** Whether E has reached 1/alpha; cheaper than log E while no bet alone is near it. */
    boolean crossed() {
        double largest = Double.NEGATIVE_INFINITY;
        for (double wealth : logWealth) {
            largest = Math.max(largest, wealth);
        }
        double alpha = settings.alpha();
        double least = Math.log(settings.starts() * (1 / alpha - 1)) - 1e-9;
        return largest >= least && logE() >= -Math.log(alpha);
    }

    /** log E. */
    double logE() {
        double idle = Math.log((double) (settings.starts() - started) * oddsRatios.length);
        double total = idle;
        for (double wealth : logWealth) {
            total = addExponentials(total, wealth);
        }
        return total - logBets;
    }

    private static double addExponentials(double x, double y) {
        double larger = Math.max(x, y);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(x, y) - larger));
    }
}
