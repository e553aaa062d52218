package dev.tensile.specimen;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Estimate;
import dev.tensile.compare.Interval;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Real point estimates of the made-up samples, with intervals that are merely plausible. */
final class MadeComparisons {
    private final Run run;

    MadeComparisons(Run run) {
        this.run = run;
    }

    List<Comparison> list() {
        List<Comparison> list = new ArrayList<>();
        List<Expectation> hypothesis = run.plan().experiment().hypothesis();
        Phase baseline = run.phases().get(0);
        for (Phase phase : run.phases()) {
            boolean cutOff = phase.endNanos() - phase.startNanos() < 10_000_000_000L;
            if (phase.kind() == Phase.Kind.HOLD && run.samples().size() > 0) {
                for (int i = 0; i < hypothesis.size(); i++) {
                    list.add(comparison(phase, i, hypothesis.get(i), baseline, cutOff));
                }
            }
        }
        return list;
    }

    private Comparison comparison(Phase phase, int index, Expectation expectation, Phase baseline, boolean cutOff) {
        Metric metric = expectation.metric();
        Estimate before = estimate(metric, baseline);
        Estimate after = estimate(metric, phase);
        boolean relative = expectation.tolerance().isRelative();
        boolean latency = metric instanceof Metric.LatencyQuantile;
        if (after.requests() == 0) {
            return new Comparison(
                    phase.rung(),
                    index,
                    metric,
                    before,
                    after,
                    Double.NaN,
                    Interval.UNBOUNDED,
                    Interval.UNBOUNDED,
                    limit(expectation.tolerance()),
                    limit(expectation.harm()),
                    1,
                    Double.NaN,
                    -1,
                    "the rung was cut short after " + (int) phase.seconds() + " s");
        }
        double effect =
                !relative ? after.value() : latency ? after.value() / before.value() : after.value() - before.value();
        Interval interval = !relative
                ? after.interval95()
                : latency
                        ? new Interval(effect * 0.95, Double.isInfinite(effect) ? effect : effect * 1.06)
                        : new Interval(effect - 0.002, effect + 0.002);
        double tolerance = limit(expectation.tolerance());
        double harm = limit(expectation.harm());
        boolean settled = interval.upper() <= tolerance || interval.lower() > tolerance;
        return new Comparison(
                phase.rung(),
                index,
                metric,
                before,
                after,
                effect,
                interval,
                interval,
                tolerance,
                harm,
                effect > harm ? 0.0004 : 0.8,
                latency ? (relative ? 1.09 : after.value() * 1.2) : 0.004,
                settled ? 0 : 55,
                cutOff ? "the rung was cut short after " + (int) phase.seconds() + " s" : "");
    }

    static double limit(Tolerance tolerance) {
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return below.limit().toNanos() / 1e9;
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return below.limit().fraction();
        }
        return tolerance instanceof Tolerance.LatencyRise rise
                ? 1 + rise.growth()
                : ((Tolerance.ShareRise) tolerance).points().fraction();
    }

    private Estimate estimate(Metric metric, Phase phase) {
        long from = Math.min(phase.startNanos() + 5_000_000_000L, phase.endNanos());
        double[] latencies = new double[run.samples().size()];
        int n = 0;
        int failed = 0;
        int degraded = 0;
        for (int i = 0; i < run.samples().size(); i++) {
            long due = run.samples().intendedNanos(i);
            if (due >= from && due < phase.endNanos()) {
                Outcome outcome = run.samples().outcome(i);
                failed += outcome.failed() ? 1 : 0;
                degraded += outcome == Outcome.DEGRADED ? 1 : 0;
                latencies[n++] = outcome.failed()
                        ? Double.POSITIVE_INFINITY
                        : run.samples().latencyNanos(i) / 1e9;
            }
        }
        int seconds = (int) ((phase.endNanos() - from) / 1_000_000_000L);
        double[] sorted = Arrays.copyOf(latencies, n);
        Arrays.sort(sorted);
        if (metric instanceof Metric.LatencyQuantile quantile) {
            double p = quantile.quantile();
            return n == 0
                    ? new Estimate(Double.NaN, Interval.UNBOUNDED, 0, 0, 0, 1, seconds)
                    : new Estimate(at(sorted, p), interval(sorted, p), n, failed, n / 5.0, 5, seconds);
        }
        double share = n == 0 ? 0 : (double) (metric instanceof Metric.ErrorRate ? failed : degraded) / n;
        return new Estimate(share, wilson(share, n / 2.0), n, failed, n / 2.0, 2, seconds);
    }

    private static double at(double[] sorted, double p) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * p)];
    }

    private static Interval interval(double[] sorted, double p) {
        return sorted.length == 0
                ? Interval.UNBOUNDED
                : new Interval(at(sorted, p - (1 - p) * 0.6), at(sorted, p + (1 - p) * 0.5));
    }

    private static Interval wilson(double p, double n) {
        double z2 = 3.8416;
        if (n == 0) {
            return new Interval(0, 1);
        }
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Math.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
