package dev.tensile.engine;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.verdict.Words;
import java.util.List;

/**
 * Whether the last seconds look like the hypothesis: each metric's point estimate is inside its tolerance. A quick look to
 * decide whether to go on, not a verdict.
 */
final class SteadyState {
    private final List<Expectation> hypothesis;
    private final List<LiveTick> baseline;

    /** Relative tolerances are held against {@code baseline}, one for each load. */
    SteadyState(List<Expectation> hypothesis, List<LiveTick> baseline) {
        this.hypothesis = hypothesis;
        this.baseline = baseline;
    }

    /** What is not steady, in words; empty if all is well. */
    String unsteady(List<LiveTick> window) {
        for (Expectation expectation : hypothesis) {
            double value = value(expectation.metric(), window);
            double limit = limit(expectation);
            if (!(value <= limit)) {
                return expectation.metric().label() + " is " + Words.value(expectation.metric(), value)
                        + ", should be at most " + Words.value(expectation.metric(), limit);
            }
        }
        return "";
    }

    private double limit(Expectation expectation) {
        Tolerance tolerance = expectation.tolerance();
        if (!tolerance.isRelative()) {
            return limit(tolerance);
        }
        double before = value(expectation.metric(), baseline);
        return tolerance instanceof Tolerance.LatencyRise rise
                ? Math.max(before * (1 + rise.growth()), before + 0.002)
                : before + ((Tolerance.ShareRise) tolerance).points().fraction();
    }

    /** A fixed limit, in seconds or as a share. */
    static double limit(Tolerance fixed) {
        return fixed instanceof Tolerance.LatencyBelow below
                ? below.limit().toNanos() / 1e9
                : ((Tolerance.ShareBelow) fixed).limit().fraction();
    }

    private static double value(Metric metric, List<LiveTick> window) {
        return window.stream()
                .filter(tick -> tick.load().equals(metric.load()))
                .findFirst()
                .map(tick -> value(metric, tick))
                .orElse(Double.NaN);
    }

    private static double value(Metric metric, LiveTick tick) {
        if (metric instanceof Metric.LatencyQuantile latency) {
            return tick.quantile(latency.quantile());
        }
        return metric instanceof Metric.DegradedRate ? tick.degradedRate() : tick.errorRate();
    }
}
