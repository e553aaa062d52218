package dev.tensile.stats;

/**
 * A quantile of one window with limits that allow for clustering in time ("method W").
 *
 * <p>Woodruff's inversion of a share: the per-second counts y_t = sum_{i in t} (1{X_i &lt;= q} - p) give a design effect, that
 * an effective sample size n_e, the quantiles at a and 1-a of Beta(n_e p, n_e (1-p)) two ranks, and the ranks two of the
 * observed values. Sources: Woodruff, "Confidence intervals for medians and other position measures", JASA 47 (1952) 635; Korn
 * and Graubard (1998), see {@link DesignEffect#effectiveN}; {@link LongRunVariance}.
 *
 * <p>Limits: type-I error of a comparison is held for an autocorrelation time up to about a sixth of the window, see {@link
 * AutocorrelationTime}; ask {@link Estimability} first. The upper limit is {@code +infinity} when its rank reaches past the
 * largest value or falls among failures. When the quantile itself is {@code +infinity} the clustering of failures is measured
 * instead, about their own share: an indicator that is always 1 has none to show. A limit never crosses the estimate, not
 * even at tails near one half. Immutable.
 */
public final class QuantileEstimate implements WindowEstimate {
    private final Window window;
    private final double p;
    private final double estimate;
    private final LongRunVariance variance;
    private final DesignEffect ownDesignEffect;
    private final DesignEffect designEffect;

    private QuantileEstimate(
            Window window,
            double p,
            LongRunVariance variance,
            DesignEffect ownDesignEffect,
            DesignEffect designEffect) {
        this.window = window;
        this.p = p;
        this.estimate = window.quantile(p);
        this.variance = variance;
        this.ownDesignEffect = ownDesignEffect;
        this.designEffect = designEffect;
    }

    /**
     * The p-quantile of a window of at least 4 seconds.
     *
     * @param p in (0, 1)
     */
    public static QuantileEstimate of(Window window, double p) {
        Require.seconds(window.seconds());
        double quantile = window.quantile(p);
        boolean failed = Double.isInfinite(quantile);
        long[] counts = window.countPerSecond();
        long[] atMost = window.atMostPerSecond(failed ? Double.MAX_VALUE : quantile);
        double share = failed ? Series.sum(atMost) / (double) window.count() : p;
        LongRunVariance variance = LongRunVariance.ewc(Series.deviations(atMost, counts, share));
        DesignEffect own = DesignEffect.of(variance, share, window.count());
        return new QuantileEstimate(window, p, variance, own, own);
    }

    /**
     * The same estimate with the design effect, and its degrees of freedom, of a longer window wherever that is the larger
     * one: a short window sees only part of its own clustering.
     *
     * @param reference an estimate of the same quantile
     */
    public QuantileEstimate borrowing(QuantileEstimate reference) {
        if (reference.p != p) {
            throw new IllegalArgumentException("a design effect can be borrowed for the same quantile only, not for "
                    + p + " from " + reference.p);
        }
        return new QuantileEstimate(
                window, p, variance, ownDesignEffect, ownDesignEffect.borrowing(reference.designEffect));
    }

    public double p() {
        return p;
    }

    @Override
    public double estimate() {
        return estimate;
    }

    @Override
    public int seconds() {
        return window.seconds();
    }

    @Override
    public long count() {
        return window.count();
    }

    @Override
    public DesignEffect designEffect() {
        return designEffect;
    }

    @Override
    public double lower(double tail) {
        return valueAtLower(shareAt(tail, tail));
    }

    @Override
    public double upper(double tail) {
        return valueAtUpper(shareAt(tail, 1 - tail));
    }

    @Override
    public QuantileInterval interval(double tail) {
        double shareLower = shareAt(tail, tail);
        double shareUpper = shareAt(tail, 1 - tail);
        return new QuantileInterval(
                p,
                tail,
                estimate,
                valueAtLower(shareLower),
                valueAtUpper(shareUpper),
                count(),
                seconds(),
                variance,
                ownDesignEffect,
                designEffect,
                designEffect.effectiveN(count(), tail),
                shareLower,
                shareUpper);
    }

    private double shareAt(double tail, double probability) {
        double n = designEffect.effectiveN(count(), tail);
        return Distributions.betaQuantile(n * p, n * (1 - p), probability);
    }

    private double valueAtLower(double share) {
        return Math.min(estimate, window.orderStatistic(Ranks.ceiling(count(), share)));
    }

    private double valueAtUpper(double share) {
        if (share >= 1 - 0.5 / count()) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(estimate, window.orderStatistic(Ranks.ceiling(count(), share)));
    }
}
