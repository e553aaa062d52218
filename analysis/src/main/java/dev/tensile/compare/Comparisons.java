package dev.tensile.compare;

import dev.tensile.experiment.Expectation;
import dev.tensile.stats.WindowEstimate;

/** From the words of the statistics to the words of a comparison. */
final class Comparisons {
    private static final Estimate NOTHING = new Estimate(Double.NaN, Interval.UNBOUNDED, 0, 0, 0, 1, 0);

    private Comparisons() {}

    static Interval interval(dev.tensile.stats.Estimate estimate, double tail) {
        double lower = estimate.lower(tail);
        double upper = estimate.upper(tail);
        return new Interval(
                Double.isNaN(lower) ? Double.NEGATIVE_INFINITY : lower,
                Double.isNaN(upper) ? Double.POSITIVE_INFINITY : upper);
    }

    static Estimate estimate(WindowEstimate estimate, RunWindow window) {
        double tail = dev.tensile.stats.Interval.TAIL_95;
        return new Estimate(
                estimate.estimate(),
                interval(estimate, tail),
                window.requests(),
                window.failures(),
                estimate.designEffect().effectiveN(estimate.count(), tail),
                estimate.designEffect().value(),
                window.seconds());
    }

    static Comparison nothing(int rung, int index, Expectation expectation, String why) {
        return new Comparison(
                rung,
                index,
                expectation.metric(),
                NOTHING,
                NOTHING,
                Double.NaN,
                Interval.UNBOUNDED,
                Interval.UNBOUNDED,
                Double.NaN,
                Double.NaN,
                1,
                Double.NaN,
                -1,
                why);
    }
}
