package dev.tensile.compare;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.stats.Claim;
import dev.tensile.stats.Contrast;
import dev.tensile.stats.Estimability;
import dev.tensile.stats.InvertedQuantileEstimate;
import dev.tensile.stats.MoreSeconds;
import dev.tensile.stats.ProportionEstimate;
import dev.tensile.stats.Scale;
import dev.tensile.stats.WindowEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares every rung that was held with the baseline, for every expectation (STATISTICS.md §2.2–2.3). A fixed limit is held
 * against the rung's own interval; a relative one against the contrast with the baseline.
 */
public final class Comparer {
    /** A relative change of a latency smaller than this is not a finding, however sure it is. */
    private static final double FLOOR_SECONDS = 0.002;

    private final Run run;

    private Comparer(Run run) {
        this.run = run;
    }

    /** In order of rungs, then of the hypothesis. */
    public static List<Comparison> compare(Run run) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                comparisons.addAll(new Comparer(run).rung(phase.rung()));
            }
        }
        return List.copyOf(comparisons);
    }

    private List<Comparison> rung(int rung) {
        List<Expectation> hypothesis = run.plan().experiment().hypothesis();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < hypothesis.size(); i++) {
            comparisons.add(compare(rung, i, hypothesis.get(i)));
        }
        return comparisons;
    }

    private Comparison compare(int rung, int index, Expectation expectation) {
        String load = expectation.metric().load();
        Optional<RunWindow> baseline = Windows.baseline(run, load);
        Optional<RunWindow> stage = Windows.hold(run, load, rung);
        if (baseline.isEmpty() || stage.isEmpty()) {
            return Comparisons.nothing(
                    rung, index, expectation, baseline.isEmpty() ? "no baseline" : "too short to measure");
        }
        return numbers(rung, index, expectation, baseline.get(), stage.get());
    }

    private Comparison numbers(int rung, int index, Expectation expectation, RunWindow baseline, RunWindow stage) {
        Metric metric = expectation.metric();
        Contrast contrast = contrast(metric, stage, baseline);
        Tolerance tolerance = expectation.tolerance();
        WindowEstimate onRung = onRung(contrast, expectation, baseline, stage);
        dev.tensile.stats.Estimate judged = tolerance.isRelative() ? contrast : onRung;
        double limit = limit(tolerance, contrast.reference());
        double harm = limit(expectation.harm(), contrast.reference());
        Interval effect90 = Comparisons.interval(judged, dev.tensile.stats.Interval.TAIL_90);
        return new Comparison(
                rung,
                index,
                metric,
                Comparisons.estimate(contrast.reference(), baseline),
                Comparisons.estimate(onRung, stage),
                judged.estimate(),
                Comparisons.interval(judged, dev.tensile.stats.Interval.TAIL_95),
                effect90,
                limit,
                harm,
                judged.pValue(Claim.AT_LEAST, harm),
                smallestDetectable(contrast, tolerance),
                isSettled(effect90, limit) ? 0 : moreSeconds(contrast, onRung, tolerance, limit),
                notEstimable(metric, baseline, stage));
    }

    private static Contrast contrast(Metric metric, RunWindow stage, RunWindow baseline) {
        if (metric instanceof Metric.LatencyQuantile quantile) {
            return Contrast.ratioOfQuantiles(stage.latency(), baseline.latency(), quantile.quantile());
        }
        return Contrast.differenceOfProportions(proportion(metric, stage), proportion(metric, baseline));
    }

    /** A quantile that is held against a fixed limit is tested where the limit is (docs/decisions/0004). */
    private static WindowEstimate onRung(
            Contrast contrast, Expectation expectation, RunWindow baseline, RunWindow stage) {
        return expectation.metric() instanceof Metric.LatencyQuantile latency
                        && !expectation.tolerance().isRelative()
                ? InvertedQuantileEstimate.of(stage.latency(), baseline.latency(), latency.quantile())
                : contrast.target();
    }

    private static ProportionEstimate proportion(Metric metric, RunWindow window) {
        long[] events = metric instanceof Metric.DegradedRate ? window.degraded() : window.failed();
        return ProportionEstimate.of(events, window.perSecond());
    }

    /** On the scale of the effect: seconds, share, ratio or difference. */
    private static double limit(Tolerance tolerance, WindowEstimate baseline) {
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return below.limit().toNanos() / 1e9;
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return below.limit().fraction();
        }
        if (tolerance instanceof Tolerance.ShareRise rise) {
            return rise.points().fraction();
        }
        double ratio = 1 + ((Tolerance.LatencyRise) tolerance).growth();
        return Math.max(ratio, 1 + FLOOR_SECONDS / baseline.estimate());
    }

    private static double smallestDetectable(Contrast contrast, Tolerance tolerance) {
        double change = contrast.detectableChange().change();
        if (tolerance.isRelative()) {
            return change;
        }
        double from = contrast.reference().estimate();
        return contrast.scale() == Scale.RATIO ? from * change : from + change;
    }

    /** Whether the limit lies outside the interval that the verdict rests on. */
    private static boolean isSettled(Interval effect90, double limit) {
        return effect90.upper() <= limit || effect90.lower() > limit;
    }

    private static long moreSeconds(Contrast contrast, WindowEstimate onRung, Tolerance tolerance, double limit) {
        MoreSeconds more =
                tolerance.isRelative() ? contrast.toShowAtMost(limit) : onRung.toShowAtMost(limit, contrast.scale());
        return more.advice() == MoreSeconds.Advice.LENGTHEN_TARGET ? more.seconds() : -1;
    }

    private static String notEstimable(Metric metric, RunWindow baseline, RunWindow stage) {
        String first = reason("baseline", metric, baseline);
        return first.isEmpty() ? reason("rung", metric, stage) : first;
    }

    private static String reason(String which, Metric metric, RunWindow window) {
        Estimability estimability = metric instanceof Metric.LatencyQuantile quantile
                ? Estimability.ofQuantile(window.latency(), quantile.quantile())
                : Estimability.ofProportion(window.seconds(), window.requests());
        return switch (estimability) {
            case ESTIMABLE -> "";
            case TOO_FEW_SECONDS -> "the " + which + " has " + window.seconds() + " s to judge, 30 s are needed";
            case TOO_FEW_REQUESTS -> "the " + which + " has " + window.requests() + " requests, 200 are needed";
            case TOO_FEW_ABOVE_QUANTILE ->
                "the " + which + " has too few requests above this quantile (" + window.requests()
                        + " in all); ask for a lower quantile or a longer rung";
        };
    }
}
