package dev.tensile.stats;

/**
 * How many times larger the variance of a share is than it would be for independent requests, and how well that is known.
 *
 * <p>d = max(1, V / (p (1-p) n/T)) with V the long-run variance of the per-second counts. Never below 1: apparent negative
 * dependence is not credited.
 *
 * @param value d, at least 1
 * @param nu degrees of freedom of the long-run variance it came from
 */
public record DesignEffect(double value, int nu) {
    public DesignEffect {
        if (!(value >= 1) || Double.isInfinite(value) || nu < 1) {
            throw new IllegalArgumentException(
                    "design effect must be finite, >= 1 and have nu >= 1, was " + value + " with nu " + nu);
        }
    }

    /** From the long-run variance of a per-second count of an event of probability {@code share} among {@code n} requests. */
    static DesignEffect of(LongRunVariance variance, double share, long n) {
        double independent = share * (1 - share) * n / variance.seconds();
        double ratio = independent > 0 ? variance.value() / independent : 1;
        return new DesignEffect(Math.max(1, ratio), variance.nu());
    }

    /** The reference's design effect when it is the larger one: a short window cannot see its own clustering well. */
    DesignEffect borrowing(DesignEffect reference) {
        return value < reference.value ? reference : this;
    }

    /** 1 + (d-1) max(1, share / referenceShare): the relative over-dispersion of an event grows with its probability. */
    DesignEffect scaledTo(double share, double referenceShare) {
        if (value == 1 || share <= referenceShare) {
            return this;
        }
        return new DesignEffect(1 + (value - 1) * share / referenceShare, nu);
    }

    /**
     * Effective sample size min(n, (n/d) (z_a / t_{nu,a})^2), which carries both the clustering and the uncertainty about it.
     * Source: Korn and Graubard, "Confidence intervals for proportions with small expected number of positive counts
     * estimated from survey data", Survey Methodology 24 (1998) 193.
     *
     * @param n number of requests
     * @param tail one-sided tail a in (0, 0.5)
     */
    public double effectiveN(long n, double tail) {
        double shrink = Distributions.normalCritical(Require.tail(tail)) / Distributions.tCritical(nu, tail);
        return Math.min((double) n, n / value * shrink * shrink);
    }
}
