package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.RunWindow;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Tolerance;
import java.util.List;

/**
 * How late requests left, at the quantile where it matters most (gate G1). Latency counts from the intended time, so a late
 * generator hides nothing; it adds its own lateness to what it measures. The lag at a judged quantile may therefore be 5 %
 * of the latency to which that quantile is held, and is never too large below 1 ms or 5 % of the mean gap.
 *
 * @param quantile in (0, 1)
 * @param seconds the lag at this quantile
 * @param limit in seconds
 */
record SendLag(double quantile, double seconds, double limit) {
    private static final double SHARE = 0.05;

    static SendLag of(Load load, RunWindow window, List<Expectation> hypothesis, List<Comparison> comparisons) {
        SendLag worst =
                new SendLag(0.99, at(window, 0.99), allowed(load, load.timeout().toNanos() / 1e9));
        for (Comparison comparison : comparisons) {
            if (comparison.metric() instanceof Metric.LatencyQuantile latency
                    && latency.load().equals(load.name())) {
                double q = latency.quantile();
                double held = heldTo(comparison, hypothesis.get(comparison.expectation()));
                SendLag lag = new SendLag(q, at(window, q), allowed(load, held));
                worst = lag.seconds / lag.limit > worst.seconds / worst.limit ? lag : worst;
            }
        }
        return worst;
    }

    /** The latency in seconds to which the comparison holds its rung; unknown (NaN) without a baseline. */
    private static double heldTo(Comparison comparison, Expectation expectation) {
        if (expectation.tolerance() instanceof Tolerance.LatencyBelow below) {
            return below.limit().toNanos() / 1e9;
        }
        return comparison.tolerance() * comparison.baseline().value();
    }

    private static double allowed(Load load, double latency) {
        double held = Double.isFinite(latency) ? latency : 0;
        return Math.max(0.001, SHARE * Math.max(1 / load.rate().perSecond(), held));
    }

    private static double at(RunWindow window, double quantile) {
        long[] sorted = window.lag();
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e9;
    }

    boolean isSmall() {
        return seconds <= limit;
    }

    @Override
    public String toString() {
        return Quantities.number(quantile * 100) + " % left within " + Words.seconds(seconds)
                + " of the intended time, limit " + Words.seconds(limit);
    }
}
