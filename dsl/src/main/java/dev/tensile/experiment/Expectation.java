package dev.tensile.experiment;

/**
 * A part of the hypothesis: the metric stays inside the tolerance on every rung.
 *
 * @param tolerance inside it, the expectation is held; shown outside, it is refuted
 * @param harm shown beyond it, the refutation is called harmful; never tighter than the tolerance
 */
public record Expectation(Metric metric, Tolerance tolerance, Tolerance harm, SourceRef at) {
    public Expectation {
        Limits.mustFit(metric, tolerance);
        Limits.mustFit(metric, harm);
        if (harm.isRelative() != tolerance.isRelative()) {
            throw new IllegalArgumentException("the harm limit \"" + harm + "\" and the tolerance \"" + tolerance
                    + "\" must both be fixed or both be relative to the baseline");
        }
    }

    /** With the default harm limit: twice the tolerated amount (STATISTICS.md §2.2). */
    public static Expectation of(Metric metric, Tolerance tolerance, SourceRef at) {
        return new Expectation(metric, tolerance, Limits.defaultHarm(tolerance), at);
    }

    @Override
    public String toString() {
        return metric.label() + " " + tolerance;
    }
}
