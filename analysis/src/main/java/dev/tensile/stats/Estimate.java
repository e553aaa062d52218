package dev.tensile.stats;

/** A number estimated from data, with confidence limits at any tail. Limits move outward as the tail shrinks. */
public sealed interface Estimate permits WindowEstimate, Contrast {
    /** The smallest p-value reported; smaller ones would lean on tails nobody has checked. */
    double SMALLEST_P_VALUE = Tails.SMALLEST;

    double estimate();

    /** Lower confidence limit with one-sided error {@code tail} in (0, 0.5); {@code -infinity} or 0 if nothing is shown. */
    double lower(double tail);

    /** Upper confidence limit with one-sided error {@code tail} in (0, 0.5); {@code +infinity} if nothing is shown. */
    double upper(double tail);

    /** Both limits, with everything that went into them. */
    Interval interval(double tail);

    /**
     * One-sided p-value of a claim: the smallest tail at which the limit still shows it, by 40 bisections of [1e-6, 0.5].
     * 1 if it is not shown at any tail below one half, never below 1e-6.
     *
     * @param claim which limit must clear the margin
     * @param margin on the scale of {@link #estimate()}
     */
    default double pValue(Claim claim, double margin) {
        return Tails.smallest(tail -> claim.shownBy(this, margin, tail));
    }
}
