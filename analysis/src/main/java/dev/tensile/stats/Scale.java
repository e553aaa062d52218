package dev.tensile.stats;

/** How two estimates are compared. */
public enum Scale {
    /** target / reference; limits are worked out on the logarithm. 1 is no change. */
    RATIO,
    /** target - reference. 0 is no change. */
    DIFFERENCE;

    /** From the natural scale of a part to the scale on which the two are subtracted. */
    double work(double part) {
        return this == RATIO ? Math.log(part) : part;
    }

    /** From the scale of subtraction back to the natural scale of the contrast. */
    double unwork(double difference) {
        return this == RATIO ? Math.exp(difference) : difference;
    }
}
