package dev.tensile.verdict;

import static dev.tensile.specimen.Conduct.CALM;
import static dev.tensile.verdict.FaultGatesTest.gates;
import static dev.tensile.verdict.JudgeTest.judge;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.specimen.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadGatesTest {
    private static Gate gate(Scenario scenario, String id, int rung) {
        return gates(judge(scenario), id, rung).get(0);
    }

    private static void passed(Gate gate) {
        assertEquals(Gate.Status.PASSED, gate.status(), gate.toString());
    }

    private static void failed(Gate gate, String why) {
        assertEquals(Gate.Status.FAILED, gate.status(), gate.toString());
        assertTrue(gate.detail().contains(why), gate.detail());
    }

    // G2

    @Test
    void aRequestThatWasDueAndNeverRecordedMakesEveryRungInvalid() {
        Verdict verdict = judge(Scenario.shop().rung(CALM).rung(CALM).lost(1));
        assertEquals(Judgement.INVALID, verdict.judgement());
        assertTrue(verdict.rungs().stream().allMatch(rung -> rung.judgement() == Judgement.INVALID));
        assertTrue(
                verdict.sentence().contains("every request recorded failed (23000 of 23001 due, 23000 stored)"),
                verdict.sentence());
    }

    // G3

    @Test
    void aConstantRateMayNotDifferByTwoPercentFromTheBaseline() {
        failed(
                gate(Scenario.shop().rung(CALM.withRate(205)), "G3", 1),
                "205.0/s against 200.0/s, +2.5 %, limit ±2.0 %");
        passed(gate(Scenario.shop().rung(CALM.withRate(203)), "G3", 1));
        assertEquals(
                Judgement.INVALID,
                judge(Scenario.shop().rung(CALM.withRate(205))).judgement());
    }

    @Test
    void randomArrivalsMayDifferByChanceAndByNoMore() {
        Scenario poisson = Scenario.shop()
                .arrivals(Arrivals.POISSON)
                .rung(CALM.withRate(205))
                .rung(CALM.withRate(230));
        passed(gate(poisson, "G3", 1));
        failed(gate(poisson, "G3", 2), "limit ±6.6 %");
    }

    // G5

    @Test
    void aBaselineBeyondItsOwnLimitMakesTheRunInvalid() {
        Verdict verdict = judge(Scenario.shop().baseline(CALM.withMedian(75)).rung(CALM.withMedian(75)));
        assertEquals(Judgement.INVALID, verdict.judgement());
        failed(gates(verdict, "G5", 0).get(0), "without any fault, limit 100 ms");
        assertTrue(verdict.sentence().startsWith("The run does not test its hypothesis: baseline steady failed ("));
    }

    @Test
    void aBaselineWithTooManyErrorsIsNotSteady() {
        failed(gate(Scenario.shop().baseline(CALM.withFailing(0.02)).rung(CALM), "G5", 0), "shopping error rate was 2");
    }

    @Test
    void aRelativeToleranceAsksNothingOfTheBaselineItself() {
        Expectation both = Scenario.rise(Scenario.ERRORS, 0.1);
        Scenario slow = Scenario.of(Scenario.errorsBelow(5), both, Scenario.p95Below(5000), Scenario.p95Within(0.2))
                .baseline(CALM.withMedian(1000).withFailing(0.02))
                .rung(CALM.withMedian(1000).withFailing(0.02));
        passed(gate(slow, "G5", 0));
    }

    @Test
    void aBaselineThatChangesHalfwayIsNotSteady() {
        Scenario jumps =
                Scenario.of(Scenario.p95Below(200)).baseline(CALM.withJump(2)).rung(CALM.withMedian(40));
        failed(gate(jumps, "G5", 0), "within its limits; its p95 changed from ");
        assertEquals(Judgement.INVALID, judge(jumps).judgement());
    }

    @Test
    void aChangeTooSmallToMatterIsForgiven() {
        Scenario drifts = Scenario.of(Scenario.p95Below(500))
                .baseline(CALM.withJump(1.15))
                .rung(CALM.withMedian(40));
        passed(gate(drifts, "G5", 0));
    }

    @Test
    void aChangeIsMeasuredByWhatTheLoadIsAllowed() {
        passed(gate(jumping(Scenario.p95Below(5000)), "G5", 0));
        failed(gate(jumping(Scenario.p95Below(5000), Scenario.p95Below(200)), "G5", 0), "its p95 changed from ");
        failed(gate(jumping(Scenario.p95Below(5000), Scenario.p95Within(0.2)), "G5", 0), "its p95 changed from ");
    }

    @Test
    void aBaselineThatFailsAllTheTimeIsSteadyInThat() {
        Scenario failing = Scenario.of(Scenario.rise(Scenario.ERRORS, 5))
                .baseline(CALM.withFailing(0.2))
                .rung(CALM.withFailing(0.2));
        passed(gate(failing, "G5", 0));
    }

    private static Scenario jumping(Expectation... hypothesis) {
        return Scenario.of(hypothesis).baseline(CALM.withJump(2)).rung(CALM.withMedian(40));
    }

    // G6

    @Test
    void tooFewSecondsAreSaidAndDoNotMakeTheRunInvalid() {
        Scenario brief = Scenario.shop().hold(30).rung(CALM);
        failed(gate(brief, "G6", 1), "shopping p95: the rung has 25 s to judge, 30 s are needed");
        assertEquals(Judgement.INCONCLUSIVE, judge(brief).judgement());
    }

    @Test
    void tooFewRequestsAreSaid() {
        Scenario few = Scenario.shop().baseline(CALM.withRate(6)).rung(CALM.withRate(6));
        failed(gate(few, "G6", 1), "shopping p95: the rung has 180 requests, 200 are needed");
    }

    @Test
    void tooFewRequestsAboveAQuantileAskForALowerOne() {
        Expectation p99 = Expectation.of(
                new Metric.LatencyQuantile("shopping", 0.99),
                new Tolerance.LatencyBelow(Duration.ofMillis(500)),
                SourceRef.NONE);
        Scenario few = Scenario.of(p99).baseline(CALM.withRate(30)).rung(CALM.withRate(30));
        failed(gate(few, "G6", 1), "the rung has too few requests above this quantile (900 in all)");
    }

    @Test
    void thirtySecondsAreEnough() {
        passed(gate(Scenario.shop().rung(CALM), "G6", 1));
    }

    // G1: docs/decisions/0003

    @Test
    void lateRequestsAreInvalidOnceTheyAddATwentiethOfTheJudgedLatency() {
        passed(gate(Scenario.shop().rung(CALM.withLag(4.9)), "G1", 1));
        Scenario late = Scenario.shop().rung(CALM.withLag(5.1));
        failed(gate(late, "G1", 1), "shopping: 95 % left within 5.1 ms of the intended time, limit 5 ms");
        assertEquals(Judgement.INVALID, judge(late).judgement());
    }

    @Test
    void aRelativeLatencyIsHeldToATwentiethOfWhatTheBaselineAllows() {
        // The baseline's p95 of 36 ms may rise to 43 ms, of which a twentieth is 2.1 ms.
        passed(gate(Scenario.of(Scenario.p95Within(0.2)).rung(CALM.withLag(1.9)), "G1", 1));
        failed(gate(Scenario.of(Scenario.p95Within(0.2)).rung(CALM.withLag(2.4)), "G1", 1), "limit 2.1");
    }

    @Test
    void aFixedLatencyHoldsWhereTheRungIsTooShortToBeCompared() {
        Verdict verdict = judge(Scenario.shop().baseline(CALM.withLag(4)).rung(CALM.cutAfter(0)));
        passed(gates(verdict, "G1", 0).get(0));
    }

    @Test
    void withoutAJudgedLatencyTheTimeoutCounts() {
        passed(gate(Scenario.of(Scenario.errorsBelow(1)).rung(CALM.withLag(99)), "G1", 1));
        failed(
                gate(Scenario.of(Scenario.errorsBelow(1)).rung(CALM.withLag(101)), "G1", 1),
                "99 % left within 101 ms of the intended time, limit 100 ms");
    }

    @Test
    void aMillisecondAndATwentiethOfTheGapAreNeverTooLate() {
        Scenario fast = Scenario.of(Scenario.p95Below(10)).baseline(CALM.withMedian(2));
        passed(gate(fast.rung(CALM.withMedian(2).withLag(0.99)), "G1", 1));
        failed(gate(fast.rung(CALM.withMedian(2).withLag(1.01)), "G1", 2), "limit 1 ms");
        Scenario rare = Scenario.of(Scenario.p95Below(100)).baseline(CALM.withRate(8));
        passed(gate(rare.rung(CALM.withRate(8).withLag(6.2)), "G1", 1));
    }

    @Test
    void theLagOfTheBaselineCountsAsWell() {
        Verdict verdict = judge(Scenario.shop().baseline(CALM.withLag(20)).rung(CALM));
        failed(gates(verdict, "G1", 0).get(0), "limit 5 ms");
        assertEquals(Judgement.INVALID, verdict.judgement());
    }

    @Test
    void aQuantileNearOneIsNotRoundedToAll() {
        SendLag lag = new SendLag(0.999, 0.002, 0.001);
        assertEquals("99.9 % left within 2 ms of the intended time, limit 1 ms", lag.toString());
    }
}
