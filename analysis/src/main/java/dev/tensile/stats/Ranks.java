package dev.tensile.stats;

/** From a share of n values to a rank in 1..n. */
final class Ranks {
    private static final double FUZZ = 4 * Math.ulp(1.0);

    private Ranks() {}

    /** ceil(n u), forgiving what rounding adds to a whole number (100 * 0.55 is 55.00000000000001). */
    static long ceiling(long n, double u) {
        double product = n * u;
        return Math.min(n, Math.max(1, (long) Math.ceil(product - FUZZ * product)));
    }
}
