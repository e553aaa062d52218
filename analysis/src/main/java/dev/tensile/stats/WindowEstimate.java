package dev.tensile.stats;

/** An estimate from one window. */
public sealed interface WindowEstimate extends Estimate
        permits QuantileEstimate, InvertedQuantileEstimate, ProportionEstimate {
    /** Length T of the window in seconds. */
    int seconds();

    /** Number of requests n in the window. */
    long count();

    /** The design effect its limits use: its own, or a borrowed one. */
    DesignEffect designEffect();

    /**
     * How much more time would show, with a power of 80 %, that the estimate is at most a fixed {@code limit}: as {@link
     * Contrast#toShowAtMost} with a reference that is known exactly.
     *
     * @param scale {@link Scale#RATIO} for a quantile, {@link Scale#DIFFERENCE} for a proportion
     */
    default MoreSeconds toShowAtMost(double limit, Scale scale) {
        double critical = Distributions.tCritical(designEffect().nu(), Interval.TAIL_90);
        double room = scale.work(limit) - scale.work(estimate());
        double halfWidth = scale.work(upper(Interval.TAIL_90)) - scale.work(estimate());
        return MoreSeconds.of(room / (critical + 0.84), halfWidth / critical, seconds(), 0, seconds());
    }
}
