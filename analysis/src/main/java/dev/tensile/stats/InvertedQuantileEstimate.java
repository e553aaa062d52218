package dev.tensile.stats;

/**
 * A quantile of one window that is held against a fixed limit, with limits by inverting tests: a value x is excluded from above
 * when the share of values up to it reaches the quantile at 1-a of Beta(n_e p, n_e (1-p)), and from below when it falls short of
 * the quantile at a. The effective sample size n_e is that of the very indicator "at most x". Source: Francisco and Fuller, "Quantile
 * estimation with a complex survey design", Annals of Statistics 19 (1991) 454.
 *
 * <p>{@link QuantileEstimate} takes the design effect at the quantile for all x, as Woodruff does. That is the same where the
 * distribution is smooth. It says too little of a mixture, such as a fault on a quarter of the requests: whether a median near
 * 8 ms wanders says nothing about a limit of 100 ms, if hardly any value lies in between.
 *
 * <p>Once a value is excluded, larger ones are taken to be as well; limits are found by bisection of the ranks.
 * Immutable.
 */
public final class InvertedQuantileEstimate implements WindowEstimate {
    private final Window window;
    private final Window reference;
    private final QuantileEstimate quantile;
    private final long successes;

    private InvertedQuantileEstimate(Window window, Window reference, QuantileEstimate quantile) {
        this.window = window;
        this.reference = reference;
        this.quantile = quantile;
        successes = Series.sum(window.atMostPerSecond(Double.MAX_VALUE));
    }

    /**
     * The p-quantile of a window of at least 4 seconds, whose tests borrow the design effect of a reference window wherever that
     * is the larger one.
     *
     * @param reference the window itself, if there is no other
     * @param p in (0, 1)
     */
    public static InvertedQuantileEstimate of(Window window, Window reference, double p) {
        QuantileEstimate quantile = QuantileEstimate.of(window, p).borrowing(QuantileEstimate.of(reference, p));
        return new InvertedQuantileEstimate(window, reference, quantile);
    }

    @Override
    public double estimate() {
        return quantile.estimate();
    }

    @Override
    public int seconds() {
        return window.seconds();
    }

    @Override
    public long count() {
        return window.count();
    }

    /** At the quantile itself. */
    @Override
    public DesignEffect designEffect() {
        return quantile.designEffect();
    }

    /** The largest value that the quantile is shown to reach; the smallest value if none is. */
    @Override
    public double lower(double tail) {
        long reached = 1;
        long open = rank() + 1;
        while (open - reached > 1) {
            long middle = (reached + open) / 2;
            if (at(value(middle - 1)).isBelow(tail)) {
                reached = middle;
            } else {
                open = middle;
            }
        }
        return window.orderStatistic(reached);
    }

    /** The smallest value that the quantile is shown not to exceed; infinite if none is. */
    @Override
    public double upper(double tail) {
        long open = rank() - 1;
        long excluded = successes;
        if (excluded < rank() || !at(value(excluded)).isAbove(tail)) {
            return Double.POSITIVE_INFINITY;
        }
        while (excluded - open > 1) {
            long middle = (open + excluded) / 2;
            if (at(value(middle)).isAbove(tail)) {
                excluded = middle;
            } else {
                open = middle;
            }
        }
        return window.orderStatistic(excluded);
    }

    /** By the one test at the margin. */
    @Override
    public double pValue(Claim claim, double margin) {
        if (claim == Claim.AT_LEAST) {
            return Tails.smallest(at(Math.nextDown(margin))::isBelow);
        }
        return Tails.smallest(at(margin)::isAbove);
    }

    @Override
    public Interval interval(double tail) {
        return new Limits(tail, estimate(), lower(tail), upper(tail));
    }

    private Threshold at(double threshold) {
        ProportionEstimate beyond = ProportionEstimate.ofExceedances(window, threshold);
        ProportionEstimate inReference = ProportionEstimate.ofExceedances(reference, threshold);
        return new Threshold(1 - beyond.estimate(), beyond.designEffect().borrowing(inReference.designEffect()));
    }

    /** A value that may be excluded: the share of values up to it, and how much this indicator is clustered. */
    private final class Threshold {
        private final double share;
        private final DesignEffect designEffect;

        Threshold(double share, DesignEffect designEffect) {
            this.share = share;
            this.designEffect = designEffect;
        }

        /** Whether the share is too small for the quantile to lie at or below the threshold. */
        boolean isBelow(double tail) {
            return share < bound(tail, tail);
        }

        /** Whether the share is too large for the quantile to lie above the threshold. */
        boolean isAbove(double tail) {
            double bound = bound(tail, 1 - tail);
            return bound < 1 - 0.5 / count() && share >= bound;
        }

        private double bound(double tail, double probability) {
            double n = designEffect.effectiveN(count(), tail);
            return Distributions.betaQuantile(n * quantile.p(), n * (1 - quantile.p()), probability);
        }
    }

    private long rank() {
        return Ranks.ceiling(count(), quantile.p());
    }

    /** The value of that rank, finite; below all values for rank 0. */
    private double value(long rank) {
        return rank == 0 ? -1 : Math.min(Double.MAX_VALUE, window.orderStatistic(rank));
    }

    private record Limits(double tail, double estimate, double lower, double upper) implements Interval {}
}
