package dev.tensile.compare;

import dev.tensile.experiment.Metric;

/**
 * One expectation on one rung.
 *
 * <p>The <em>effect</em> is what is held against the tolerance: for a fixed limit the rung's own value (seconds or share);
 * for a relative latency tolerance the ratio to the baseline (1 is no change); for a relative rate the difference to the
 * baseline (0 is no change).
 *
 * @param rung from 1
 * @param expectation its index in the hypothesis
 * @param effect95 for display
 * @param effect90 for the verdict: each end at one-sided 5 %
 * @param tolerance the limit on the scale of the effect
 * @param harm the harm limit on the scale of the effect
 * @param harmP one-sided p-value against the harm limit
 * @param smallestDetectable the smallest effect that this run would have told from no change with 80 % power
 * @param moreSeconds how much longer this rung would have to last to settle it; 0 if settled, -1 if time will not do it
 * @param notEstimable why there is no number, empty if there is one
 */
public record Comparison(
        int rung,
        int expectation,
        Metric metric,
        Estimate baseline,
        Estimate stage,
        double effect,
        Interval effect95,
        Interval effect90,
        double tolerance,
        double harm,
        double harmP,
        double smallestDetectable,
        long moreSeconds,
        String notEstimable) {

    public boolean isEstimable() {
        return notEstimable.isEmpty();
    }
}
