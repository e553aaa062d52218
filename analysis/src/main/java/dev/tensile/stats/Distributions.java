package dev.tensile.stats;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The only door to Commons Math: quantiles of the normal, t and beta distributions.
 *
 * <p>The solvers run at 1e-13 instead of the library's default 1e-9, which is visible in the tenth digit of a beta bound.
 * No random generator is made: the library would seed one from the clock.
 */
final class Distributions {
    private static final double ACCURACY = 1e-13;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1, ACCURACY);

    private Distributions() {}

    /** The z with P(Z &gt; z) = {@code tail}, for a tail in (0, 0.5). */
    static double normalCritical(double tail) {
        return -NORMAL.inverseCumulativeProbability(tail);
    }

    /** The t with P(T &gt; t) = {@code tail} for {@code nu} degrees of freedom. */
    static double tCritical(int nu, double tail) {
        return -new TDistribution(null, nu, ACCURACY).inverseCumulativeProbability(tail);
    }

    /** The x in [0, 1] with I_x(alpha, beta) = {@code probability}. */
    static double betaQuantile(double alpha, double beta, double probability) {
        return new BetaDistribution(null, alpha, beta, ACCURACY).inverseCumulativeProbability(probability);
    }
}
