package dev.tensile.compare;

/** Bounds of an uncertain number; either may be infinite. */
public record Interval(double lower, double upper) {
    /** Knowing nothing. */
    public static final Interval UNBOUNDED = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("an interval needs lower <= upper, was " + lower + ".." + upper);
        }
    }
}
