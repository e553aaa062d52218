package dev.tensile.stats;

/**
 * A proportion in one window (an error rate, a share of exceedances) with limits that allow for clustering in time.
 *
 * <p>Wilson's interval with the effective sample size of {@link DesignEffect#effectiveN}, the design effect coming from the
 * {@link LongRunVariance} of y_t = e_t - p n_t. A window without events, or with nothing else, has a design effect of 1 and
 * still gets a limit on the open side. A source of clustering rarer than the window cannot be learned from it: there the
 * coverage falls well below nominal, so make the reference long. Immutable.
 */
public final class ProportionEstimate implements WindowEstimate {
    private final long events;
    private final long trials;
    private final LongRunVariance variance;
    private final DesignEffect ownDesignEffect;
    private final DesignEffect designEffect;

    private ProportionEstimate(
            long events,
            long trials,
            LongRunVariance variance,
            DesignEffect ownDesignEffect,
            DesignEffect designEffect) {
        this.events = events;
        this.trials = trials;
        this.variance = variance;
        this.ownDesignEffect = ownDesignEffect;
        this.designEffect = designEffect;
    }

    /**
     * The proportion of events among the trials of a window of at least 4 seconds.
     *
     * @param events number of events in each second, none above that second's trials
     * @param trials number of trials in each second, at least one in all
     */
    public static ProportionEstimate of(long[] events, long[] trials) {
        if (events.length != trials.length) {
            throw new IllegalArgumentException("events and trials must cover the same seconds, were " + events.length
                    + " and " + trials.length + " seconds");
        }
        for (int t = 0; t < trials.length; t++) {
            Require.counts(trials[t], events[t]);
        }
        long n = Series.sum(trials);
        if (n == 0) {
            throw new IllegalArgumentException("a proportion needs at least one trial, had 0");
        }
        double share = Series.sum(events) / (double) n;
        LongRunVariance variance = LongRunVariance.ewc(Series.deviations(events, trials, share));
        DesignEffect own = DesignEffect.of(variance, share, n);
        return new ProportionEstimate(Series.sum(events), n, variance, own, own);
    }

    /**
     * The proportion of values above a threshold; with {@link Double#MAX_VALUE} the proportion of failures.
     *
     * @param threshold in the unit of the window's values
     */
    public static ProportionEstimate ofExceedances(Window window, double threshold) {
        return of(window.abovePerSecond(threshold), window.countPerSecond());
    }

    /**
     * The same estimate with the design effect, and its degrees of freedom, of a longer window wherever that is the larger
     * one after scaling to this window's proportion: 1 + (d-1) max(1, p/p_reference).
     */
    public ProportionEstimate borrowing(ProportionEstimate reference) {
        DesignEffect scaled = reference.designEffect.scaledTo(estimate(), reference.estimate());
        return new ProportionEstimate(events, trials, variance, ownDesignEffect, ownDesignEffect.borrowing(scaled));
    }

    public long events() {
        return events;
    }

    @Override
    public double estimate() {
        return (double) events / trials;
    }

    @Override
    public int seconds() {
        return variance.seconds();
    }

    @Override
    public long count() {
        return trials;
    }

    @Override
    public DesignEffect designEffect() {
        return designEffect;
    }

    @Override
    public double lower(double tail) {
        return Wilson.lower(estimate(), designEffect.effectiveN(trials, tail), tail);
    }

    @Override
    public double upper(double tail) {
        return Wilson.upper(estimate(), designEffect.effectiveN(trials, tail), tail);
    }

    @Override
    public ProportionInterval interval(double tail) {
        return new ProportionInterval(
                tail,
                estimate(),
                lower(tail),
                upper(tail),
                events,
                trials,
                seconds(),
                variance,
                ownDesignEffect,
                designEffect,
                designEffect.effectiveN(trials, tail));
    }
}
