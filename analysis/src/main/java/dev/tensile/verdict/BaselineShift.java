package dev.tensile.verdict;

import dev.tensile.compare.RunWindow;
import dev.tensile.compare.Windows;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Run;
import dev.tensile.stats.BinomialChangePoint;
import java.time.Duration;
import java.util.List;

/**
 * Whether a system changed while it was watched undisturbed (gate G5). The change must be shown, in the share of requests slower
 * than the p95 of the whole baseline, and it must matter: a p95 that differs by less than a quarter, or by less than 2 ms, is
 * not a finding (STATISTICS.md §2.2), nor is one by less than a tenth of what the load is allowed where no expectation compares it
 * with the baseline: 3 ms of 500 decide nothing.
 *
 * @param second of the baseline that is judged, at which the second part begins
 * @param before p95 of the first part in seconds, NaN if the part is too short
 * @param after p95 of the second part
 * @param floor a smaller difference does not matter, in seconds
 */
record BaselineShift(int second, boolean isShown, double before, double after, double floor) {
    private static final double RATIO = 1.25;
    private static final double FLOOR_SECONDS = 0.002;
    private static final double PART_OF_LIMIT = 0.1;

    static BaselineShift of(Run run, Load load, RunWindow baseline) {
        // Where more than a twentieth fails, the quantile lies among the failures: it is they that are counted.
        double usual = Math.min(baseline.latency().quantile(0.95), Double.MAX_VALUE);
        BinomialChangePoint change =
                BinomialChangePoint.of(baseline.latency().abovePerSecond(usual), baseline.perSecond());
        return new BaselineShift(
                change.second(),
                change.isShown(),
                p95(run, load, 0, change.second()),
                p95(run, load, change.second(), baseline.seconds()),
                floor(run.plan().experiment().hypothesis(), load));
    }

    /** By the tightest limit on its latency; whoever asks for none gives up at the timeout. */
    private static double floor(List<Expectation> hypothesis, Load load) {
        double allowed = hypothesis.stream()
                .filter(expectation -> expectation.metric().load().equals(load.name()))
                .mapToDouble(expectation -> allowed(expectation.tolerance(), load))
                .min()
                .orElse(seconds(load.timeout()));
        return Math.max(FLOOR_SECONDS, PART_OF_LIMIT * allowed);
    }

    /** Latency in seconds that a tolerance leaves to a load; 0 if it depends on the baseline. */
    private static double allowed(Tolerance tolerance, Load load) {
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return seconds(below.limit());
        }
        return tolerance instanceof Tolerance.LatencyRise ? 0 : seconds(load.timeout());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double p95(Run run, Load load, int from, int to) {
        return Windows.baseline(run, load.name(), from, to)
                .map(part -> part.latency().quantile(0.95))
                .orElse(Double.NaN);
    }

    boolean isRelevant() {
        double low = Math.min(before, after);
        double high = Math.max(before, after);
        if (!isShown || Double.isNaN(low)) {
            return false;
        }
        // Where both lie among the failures, it is their share that changed.
        return Double.isInfinite(low) || (high > low * RATIO && high - low > floor);
    }

    @Override
    public String toString() {
        if (Double.isInfinite(before) && Double.isInfinite(after)) {
            return "the share of its requests that fail changed at second " + second;
        }
        return "its p95 changed from " + Words.seconds(before) + " to " + Words.seconds(after) + " at second " + second;
    }
}
