package dev.tensile.compare;

import static dev.tensile.specimen.Conduct.CALM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Ending;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.specimen.Conduct;
import dev.tensile.specimen.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparerTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Conduct WORSE = CALM.withMedian(30).withFailing(0.02);

    private static Comparison only(Scenario scenario) {
        List<Comparison> comparisons = Comparer.compare(scenario.run());
        assertEquals(1, comparisons.size());
        return comparisons.get(0);
    }

    /** The requests due in a phase after its first five seconds, straight from the samples. */
    private static MethodW raw(Run run, Phase.Kind kind, int rung, int seconds) {
        long from = run.phase(kind, rung).orElseThrow().startNanos() + 5_000_000_000L;
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < run.samples().size(); i++) {
            long after = run.samples().intendedNanos(i) - from;
            if (after >= 0 && after < seconds * 1_000_000_000L) {
                rows.add(i);
            }
        }
        return new MethodW(
                rows.stream()
                        .mapToDouble(i -> run.samples().outcome(i).failed()
                                ? INF
                                : run.samples().latencyNanos(i) / 1e9)
                        .toArray(),
                rows.stream()
                        .mapToInt(i -> (int) ((run.samples().intendedNanos(i) - from) / 1_000_000_000L))
                        .toArray(),
                seconds);
    }

    private static void agree(MethodW.Limits expected, double estimate, Interval interval) {
        assertEquals(expected.estimate(), estimate, 1e-9);
        assertEquals(expected.lower(), interval.lower(), 1e-6 * expected.lower() + 1e-9);
        assertEquals(expected.upper(), interval.upper(), 1e-6 * expected.upper() + 1e-9);
    }

    @Test
    void aQuantileAgreesWithTheMethodDoneStepByStep() {
        Run run = Scenario.of(Scenario.p95Below(100), Scenario.p95Within(0.5))
                .rung(WORSE)
                .run();
        MethodW before = raw(run, Phase.Kind.BASELINE, 0, 40);
        MethodW during = raw(run, Phase.Kind.HOLD, 1, 30);
        double ownBefore = before.designEffectOfQuantile(0.95);
        double d = Math.max(ownBefore, during.designEffectOfQuantile(0.95));
        List<Comparison> both = Comparer.compare(run);
        Comparison fixed = both.get(0);
        agree(during.invertedLimits(0.95, before, 0.05), fixed.effect(), fixed.effect90());
        agree(during.invertedLimits(0.95, before, 0.025), fixed.effect(), fixed.effect95());
        agree(
                before.quantileLimits(0.95, ownBefore, 3, 0.025),
                fixed.baseline().value(),
                fixed.baseline().interval95());
        assertEquals(d, fixed.stage().designEffect(), 1e-9);
        Comparison ratio = both.get(1);
        agree(
                MethodW.ratio(during.quantileLimits(0.95, d, 3, 0.05), before.quantileLimits(0.95, ownBefore, 3, 0.05)),
                ratio.effect(),
                ratio.effect90());
    }

    @Test
    void anErrorRateAgreesWithTheMethodDoneStepByStep() {
        Run run = Scenario.of(Scenario.errorsBelow(5), Scenario.rise(Scenario.ERRORS, 1))
                .baseline(CALM.withFailing(0.01))
                .rung(WORSE)
                .run();
        MethodW before = raw(run, Phase.Kind.BASELINE, 0, 40);
        MethodW during = raw(run, Phase.Kind.HOLD, 1, 30);
        double ownBefore = before.designEffectOfFailures();
        double scaled = 1 + (ownBefore - 1) * Math.max(1, during.failing() / before.failing());
        double d = Math.max(scaled, during.designEffectOfFailures());
        List<Comparison> both = Comparer.compare(run);
        Comparison fixed = both.get(0);
        agree(during.failureLimits(d, 3, 0.05), fixed.effect(), fixed.effect90());
        Comparison rise = both.get(1);
        agree(
                MethodW.difference(during.failureLimits(d, 3, 0.05), before.failureLimits(ownBefore, 3, 0.05)),
                rise.effect(),
                rise.effect90());
        assertEquals(6000, rise.stage().requests());
        assertEquals(Math.round(during.failing() * 6000), rise.stage().failures());
        assertEquals(30, rise.stage().seconds());
        assertEquals(40, rise.baseline().seconds());
    }

    @Test
    void comparisonsComeInTheOrderOfRungsThenOfTheHypothesis() {
        List<Comparison> comparisons =
                Comparer.compare(Scenario.shop().rung(CALM).rung(CALM).run());
        assertEquals(
                List.of("1.0", "1.1", "2.0", "2.1"),
                comparisons.stream().map(c -> c.rung() + "." + c.expectation()).toList());
    }

    @Test
    void moreFailuresThanTheQuantileLeavesOutMakeItInfinite() {
        Comparison latency = only(Scenario.of(Scenario.p95Below(100)).rung(CALM.withFailing(0.2)));
        assertEquals(INF, latency.effect());
        assertEquals(new Interval(INF, INF), latency.effect90());
        assertTrue(latency.harmP() < 1e-4);
        assertEquals(0, latency.moreSeconds());
        Comparison ratio = only(Scenario.of(Scenario.p95Within(0.5)).rung(CALM.withFailing(0.2)));
        assertEquals(INF, ratio.effect());
        assertEquals(INF, ratio.effect90().lower());
    }

    @Test
    void failuresNearTheQuantileLeaveItWithoutAnUpperLimit() {
        Comparison latency = only(Scenario.of(Scenario.p95Below(200)).rung(CALM.withFailing(0.048)));
        assertTrue(Double.isFinite(latency.effect()));
        assertEquals(INF, latency.effect90().upper());
        assertEquals(-1, latency.moreSeconds());
    }

    @Test
    void aBaselineOfFailuresShowsNothing() {
        Comparison ratio = only(Scenario.of(Scenario.p95Within(0.5))
                .baseline(CALM.withFailing(0.3))
                .rung(CALM.withFailing(0.3)));
        assertTrue(Double.isNaN(ratio.effect()));
        assertEquals(new Interval(0, INF), ratio.effect90());
        assertEquals(1, ratio.harmP());
    }

    @Test
    void degradedAnswersAreCountedApartFromFailures() {
        Comparison degraded = only(Scenario.of(Scenario.rise(Scenario.DEGRADED, 5))
                .rung(CALM.withDegraded(0.3).withFailing(0.1)));
        assertEquals(0.27, degraded.effect(), 0.02);
        assertEquals(0.1, degraded.stage().failures() / 6000.0, 0.02);
    }

    @Test
    void aSmallRiseOfAFastAnswerIsNoFinding() {
        Scenario fast = Scenario.of(Scenario.p95Within(0.2))
                .baseline(CALM.withMedian(1))
                .rung(CALM.withMedian(1.5));
        Comparison comparison = only(fast);
        assertEquals(1 + 0.002 / comparison.baseline().value(), comparison.tolerance(), 1e-12);
        assertTrue(comparison.tolerance() > 2);
        assertTrue(comparison.effect90().upper() < comparison.tolerance());
    }

    @Test
    void limitsAreOnTheScaleOfTheEffect() {
        List<Comparison> all = Comparer.compare(Scenario.of(
                        Scenario.p95Below(100),
                        Scenario.p95Within(0.25),
                        Scenario.errorsBelow(1),
                        Scenario.rise(Scenario.ERRORS, 0.5))
                .rung(CALM)
                .run());
        assertEquals(
                List.of(0.1, 1.25, 0.01, 0.005),
                all.stream().map(Comparison::tolerance).toList());
        assertEquals(
                List.of(0.2, 1.5, 0.02, 0.01),
                all.stream().map(Comparison::harm).toList());
    }

    @Test
    void moreSecondsAreAskedOfAnOpenQuestionOnly() {
        Comparison open = only(Scenario.of(Scenario.p95Below(100)).rung(CALM.withMedian(55.5)));
        assertTrue(open.effect90().lower() < 0.1 && open.effect90().upper() > 0.1, open.toString());
        assertTrue(open.moreSeconds() > 0, open.toString());
        Comparison held = only(Scenario.of(Scenario.p95Below(100)).rung(CALM));
        assertEquals(0, held.moreSeconds());
        Comparison barely = only(Scenario.of(Scenario.p95Below(100)).rung(CALM.withMedian(54.2)));
        assertTrue(barely.effect90().upper() <= 0.1 && barely.effect90().upper() > 0.098, barely.toString());
        assertEquals(0, barely.moreSeconds());
    }

    @Test
    void beyondTheLimitMoreTimeWillNotDo() {
        Comparison beyond = only(Scenario.of(Scenario.p95Below(100)).rung(CALM.withMedian(56.5)));
        assertTrue(beyond.effect() > 0.1 && beyond.effect90().lower() < 0.1, beyond.toString());
        assertEquals(-1, beyond.moreSeconds());
    }

    /** Held against the advice: 80 % power means that most runs of the advised length settle it. */
    @Test
    void theAdvisedLengthSettlesIt() {
        Comparison open = only(Scenario.of(Scenario.p95Below(100)).rung(CALM.withMedian(55)));
        int longer = (int) Math.min(600, 35 + 2 * open.moreSeconds());
        Comparison settled =
                only(Scenario.of(Scenario.p95Below(100)).hold(longer).rung(CALM.withMedian(55)));
        assertTrue(open.moreSeconds() > 0, open.toString());
        assertTrue(settled.effect90().upper() <= 0.1, settled.toString());
    }

    @Test
    void theSmallestDetectableEffectLiesBetweenNoChangeAndALargeOne() {
        Comparison ratio = only(Scenario.of(Scenario.p95Within(0.5)).rung(CALM));
        assertEquals(1.06, ratio.smallestDetectable(), 0.05);
        Comparison fixed = only(Scenario.of(Scenario.p95Below(100)).rung(CALM));
        assertEquals(ratio.smallestDetectable() * fixed.baseline().value(), fixed.smallestDetectable(), 1e-12);
    }

    @Test
    void whatCannotBeMeasuredHasAReasonAndNoNumber() {
        List<Comparison> comparisons = Comparer.compare(Scenario.shop()
                .rung(CALM.cutAfter(3))
                .ending(Ending.STOPPED, "Ctrl-C")
                .run());
        for (Comparison comparison : comparisons) {
            assertEquals("too short to measure", comparison.notEstimable());
            assertEquals(Interval.UNBOUNDED, comparison.effect90());
            assertEquals(1, comparison.harmP());
            assertTrue(Double.isNaN(comparison.effect()));
        }
    }

    @Test
    void aHarmLimitMayBeDeclared() {
        Expectation declared = new Expectation(
                new Metric.ErrorRate("shopping"),
                new Tolerance.ShareBelow(Share.ofPercent(1)),
                new Tolerance.ShareBelow(Share.ofPercent(7)),
                SourceRef.NONE);
        Comparison comparison = only(Scenario.of(declared).rung(CALM.withFailing(0.05)));
        assertEquals(0.07, comparison.harm());
        assertEquals(1, comparison.harmP(), 0);
    }
}
