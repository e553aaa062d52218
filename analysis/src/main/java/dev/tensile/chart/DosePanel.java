package dev.tensile.chart;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Interval;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.verdict.Finding;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One expectation against the rungs.
 *
 * @param points at 0 the baseline, then the rungs
 */
record DosePanel(Expectation expectation, List<Point> points, double tolerance, double harm) {
    /** A value with its 95 % interval, on the scale of the effect. */
    record Point(int rung, double value, Interval interval, Judgement judgement, boolean cutShort) {}

    DosePanel {
        points = List.copyOf(points);
    }

    /** The headline latency and the error rate, as far as they were observed. */
    static List<DosePanel> of(Run run, List<Comparison> comparisons, Verdict verdict) {
        List<DosePanel> panels = new ArrayList<>();
        List<Class<? extends Metric>> kinds =
                List.of(Metric.LatencyQuantile.class, Metric.ErrorRate.class, Metric.DegradedRate.class);
        for (Class<? extends Metric> kind : kinds) {
            OptionalInt index = Subject.first(run.plan(), kind);
            if (index.isPresent() && panels.size() < 2) {
                DosePanel panel = of(run, index.getAsInt(), comparisons, verdict);
                if (!panel.points.isEmpty()) {
                    panels.add(panel);
                }
            }
        }
        return panels;
    }

    boolean isLatency() {
        return expectation.metric() instanceof Metric.LatencyQuantile;
    }

    boolean isRelative() {
        return expectation.tolerance().isRelative();
    }

    private static DosePanel of(Run run, int index, List<Comparison> comparisons, Verdict verdict) {
        Expectation expectation = run.plan().experiment().hypothesis().get(index);
        List<Comparison> mine = comparisons.stream()
                .filter(comparison -> comparison.expectation() == index && comparison.isEstimable())
                .toList();
        List<Point> points = new ArrayList<>();
        if (!mine.isEmpty() && !expectation.tolerance().isRelative()) {
            points.add(new Point(
                    0, mine.get(0).baseline().value(), mine.get(0).baseline().interval95(), Judgement.HELD, false));
        }
        for (Comparison comparison : mine) {
            points.add(new Point(
                    comparison.rung(),
                    comparison.effect(),
                    comparison.effect95(),
                    judgement(verdict, comparison, index),
                    isCutShort(run, comparison.rung())));
        }
        return mine.isEmpty()
                ? new DosePanel(expectation, List.of(), 0, 0)
                : new DosePanel(
                        expectation,
                        points,
                        mine.get(0).tolerance(),
                        mine.get(0).harm());
    }

    /** Whether a rung was held for at least a second less than planned. */
    private static boolean isCutShort(Run run, int rung) {
        double planned = run.plan().rung(rung).hold().toMillis() / 1e3;
        return run.phase(Phase.Kind.HOLD, rung)
                .map(phase -> phase.seconds() < planned - 1)
                .orElse(true);
    }

    private static Judgement rung(Verdict verdict, int rung) {
        return verdict.rungs().stream()
                .filter(candidate -> candidate.rung() == rung)
                .map(RungVerdict::judgement)
                .findFirst()
                .orElse(Judgement.INCONCLUSIVE);
    }

    private static Judgement judgement(Verdict verdict, Comparison comparison, int expectation) {
        return verdict.rungs().stream()
                .filter(rung -> rung.rung() == comparison.rung())
                .flatMap(rung -> rung.findings().stream())
                .filter(finding -> finding.comparison().expectation() == expectation)
                .map(Finding::ruling)
                .map(dev.tensile.verdict.Ruling::judgement)
                .findFirst()
                .orElse(rung(verdict, comparison.rung()));
    }

    /** The limit in words. */
    String limitLabel() {
        return Labels.limit(expectation.tolerance());
    }

    String harmLabel() {
        Tolerance harm = expectation.harm();
        return Labels.limit(harm).replaceFirst("limit", "harm");
    }
}
