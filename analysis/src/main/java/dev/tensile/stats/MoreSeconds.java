package dev.tensile.stats;

/**
 * What would settle an open question, and how long it would take.
 *
 * @param advice what to do
 * @param seconds with {@link Advice#LENGTHEN_TARGET} the seconds to add to the target window, with {@link
 *     Advice#LENGTHEN_REFERENCE} the total length the reference window needs, otherwise 0
 */
public record MoreSeconds(Advice advice, long seconds) {
    /** The ways an open question can end. */
    public enum Advice {
        /** Continue the target window. */
        LENGTHEN_TARGET,
        /** The reference alone is too uncertain: no length of the target would do. */
        LENGTHEN_REFERENCE,
        /** The estimate is at the margin or beyond: more time will not show that it is below. */
        BEYOND_MARGIN,
        /** A limit is infinite: there is no standard error to extrapolate from. */
        UNKNOWN
    }

    /**
     * From the largest standard error h that would do, both standard errors and both lengths. A target already precise enough
     * needs 0 more seconds.
     */
    static MoreSeconds of(
            double needed, double targetError, int targetSeconds, double referenceError, int referenceSeconds) {
        if (needed <= 0) {
            return new MoreSeconds(Advice.BEYOND_MARGIN, 0);
        }
        if (!Double.isFinite(needed) || !Double.isFinite(targetError) || !Double.isFinite(referenceError)) {
            return new MoreSeconds(Advice.UNKNOWN, 0);
        }
        double square = needed * needed;
        double left = square - referenceError * referenceError;
        if (left <= 0) {
            double total = referenceSeconds * referenceError * referenceError / (square / 2);
            return new MoreSeconds(Advice.LENGTHEN_REFERENCE, (long) Math.ceil(total));
        }
        double more = targetSeconds * (targetError * targetError / left - 1);
        return new MoreSeconds(Advice.LENGTHEN_TARGET, Math.max(0, (long) Math.ceil(more)));
    }
}
