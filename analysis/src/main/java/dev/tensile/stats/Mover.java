package dev.tensile.stats;

/**
 * Limits of a difference A - B from the limits of its two independent parts (method of variance estimates recovery).
 *
 * <p>L = d - sqrt((A - l_A)^2 + (u_B - B)^2) and U = d + sqrt((u_A - A)^2 + (B - l_B)^2). Sources: Zou and Donner,
 * "Construction of confidence limits about effect measures: a general approach", Statistics in Medicine 27 (2008) 1693; with
 * Wilson limits it is method 10 of Newcombe, "Interval estimation for the difference between independent proportions",
 * Statistics in Medicine 17 (1998) 873.
 *
 * <p>Infinite parts: an infinite limit makes the result infinite on that side, which shows nothing there. If an
 * <em>estimate</em> is infinite the root is undefined and l_A - u_B is used, which is never above L whatever the finite value;
 * two infinities that would cancel show nothing.
 */
final class Mover {
    private Mover() {}

    /** Lower limit of A - B from A, l_A, B and u_B. */
    static double lower(double a, double lowerA, double b, double upperB) {
        double limit = Double.isInfinite(a) || Double.isInfinite(b)
                ? lowerA - upperB
                : a - b - Math.hypot(a - lowerA, upperB - b);
        return Double.isNaN(limit) ? Double.NEGATIVE_INFINITY : limit;
    }

    /** Upper limit of A - B from A, u_A, B and l_B: the lower limit of B - A, turned round. */
    static double upper(double a, double upperA, double b, double lowerB) {
        return -lower(b, lowerB, a, upperA);
    }
}
