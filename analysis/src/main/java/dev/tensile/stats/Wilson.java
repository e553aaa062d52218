package dev.tensile.stats;

/**
 * Limits of a proportion after Wilson, for a sample size that need not be whole.
 *
 * <p>Centre (p + z^2/2n) / (1 + z^2/n), half-width z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n). Source: Newcombe, "Two-sided
 * confidence intervals for the single proportion", Statistics in Medicine 17 (1998) 857, method 3.
 */
final class Wilson {
    private Wilson() {}

    static double lower(double share, double n, double tail) {
        return share == 0 ? 0 : Math.max(0, limit(share, n, -Distributions.normalCritical(tail)));
    }

    static double upper(double share, double n, double tail) {
        return share == 1 ? 1 : Math.min(1, limit(share, n, Distributions.normalCritical(tail)));
    }

    private static double limit(double share, double n, double z) {
        double square = z * z / n;
        double spread = Math.sqrt(share * (1 - share) / n + square / n / 4);
        return (share + square / 2 + z * spread) / (1 + square);
    }
}
