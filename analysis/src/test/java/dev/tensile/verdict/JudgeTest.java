package dev.tensile.verdict;

import static dev.tensile.specimen.Conduct.CALM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparer;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Ending;
import dev.tensile.run.Run;
import dev.tensile.specimen.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@link Scenario#shop()}: p95 is 36 ms in the baseline, may be 100 ms, and does harm from 200 ms on. */
class JudgeTest {
    static Verdict judge(Scenario scenario) {
        Run run = scenario.run();
        return Judge.judge(run, Comparer.compare(run));
    }

    private static List<Ruling> rulings(Verdict verdict, int rung) {
        return verdict.rungs().get(rung - 1).findings().stream()
                .map(Finding::ruling)
                .toList();
    }

    private static void says(Verdict verdict, String... parts) {
        for (String part : parts) {
            assertTrue(verdict.sentence().contains(part), verdict.sentence());
        }
    }

    @Test
    void everyRungInsideTheToleranceIsHeld() {
        Verdict verdict = judge(Scenario.shop().rung(CALM).rung(CALM.withMedian(30)));
        assertEquals(Judgement.HELD, verdict.judgement());
        assertEquals(2, verdict.highestHeld());
        assertEquals(0, verdict.firstBroken());
        assertEquals(List.of(Ruling.RESILIENT, Ruling.RESILIENT), rulings(verdict, 2));
        says(verdict, "It held on all 2 rungs, up to 50 ms ± 5 ms latency", "(limit 100 ms)", "(limit 1 %)");
    }

    @Test
    void theSentenceOfAHeldRunQuotesTheWorstRung() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(40)).rung(CALM));
        double worst = verdict.rungs().get(0).findings().get(0).comparison().effect();
        says(verdict, "shopping p95 at most " + Words.seconds(worst));
    }

    @Test
    void aLatencyBeyondItsLimitAndWithinHarmIsRefutedAsDegraded() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(75)));
        assertEquals(Judgement.REFUTED, verdict.judgement());
        assertEquals(List.of(Ruling.DEGRADED, Ruling.RESILIENT), rulings(verdict, 1));
        says(verdict, "It broke on rung 1", "stayed within the harm limit of 200 ms", "No rung was shown to hold.");
    }

    @Test
    void aLatencyBeyondHarmIsRefutedAsHarmful() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(150)));
        assertEquals(List.of(Ruling.HARMFUL, Ruling.RESILIENT), rulings(verdict, 1));
        assertEquals(1, verdict.firstBroken());
        says(verdict, "it is shown beyond the harm limit of 200 ms");
    }

    @Test
    void theWorstFindingSpeaksForItsRung() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(75).withFailing(0.045)));
        assertEquals(List.of(Ruling.DEGRADED_UNRESOLVED, Ruling.HARMFUL), rulings(verdict, 1));
        assertEquals(
                verdict.rungs().get(0).findings().get(1).sentence(),
                verdict.rungs().get(0).sentence());
    }

    @Test
    void failuresAreInfinitelySlowNotFast() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withFailing(0.2)));
        assertEquals(List.of(Ruling.HARMFUL, Ruling.HARMFUL), rulings(verdict, 1));
        assertTrue(verdict.rungs().get(0).findings().get(0).sentence().contains("was beyond the timeout"));
    }

    @Test
    void anIntervalAcrossTheLimitIsInconclusiveAndSaysHowLongWouldDo() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(55.5)));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertEquals(List.of(Ruling.NOT_HARMFUL, Ruling.RESILIENT), rulings(verdict, 1));
        long more = verdict.rungs().get(0).findings().get(0).comparison().moreSeconds();
        says(verdict, "Rung 1 (", ") is open: ", "About " + more + " s more at this rate would settle it.");
        assertTrue(more > 0);
    }

    @Test
    void anIntervalAcrossBothLimitsIsInconclusive() {
        Expectation narrow = new Expectation(
                Scenario.P95,
                new Tolerance.LatencyBelow(Duration.ofMillis(100)),
                new Tolerance.LatencyBelow(Duration.ofNanos(100_100_000)),
                SourceRef.NONE);
        Verdict verdict = judge(Scenario.of(narrow).rung(CALM.withMedian(55.5)));
        assertEquals(List.of(Ruling.INCONCLUSIVE), rulings(verdict, 1));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
    }

    @Test
    void aRelativeLatencyIsHeldAgainstTheBaseline() {
        Scenario scenario = Scenario.of(Scenario.p95Within(0.5));
        Verdict verdict = judge(scenario.rung(CALM.withMedian(24)).rung(CALM.withMedian(35)));
        assertEquals(List.of(Ruling.RESILIENT), rulings(verdict, 1));
        assertEquals(List.of(Ruling.DEGRADED), rulings(verdict, 2));
        says(verdict, "changed by ×1.", "the tolerance of ×1.50", "the harm limit of ×2.00", "held up to rung 1");
        assertEquals(
                2,
                judge(Scenario.of(Scenario.p95Within(0.5)).rung(CALM).rung(CALM.withMedian(60)))
                        .firstBroken());
    }

    @Test
    void aRiseOfTheErrorRateIsHeldAgainstTheBaseline() {
        Verdict verdict = judge(Scenario.of(Scenario.rise(Scenario.ERRORS, 2))
                .baseline(CALM.withFailing(0.02))
                .rung(CALM.withFailing(0.025))
                .rung(CALM.withFailing(0.12)));
        assertEquals(List.of(Ruling.RESILIENT), rulings(verdict, 1));
        assertEquals(List.of(Ruling.HARMFUL), rulings(verdict, 2));
        says(verdict, "shopping error rate changed by +", " points", "the harm limit of +4 points");
    }

    @Test
    void degradedAnswersAreNotFailures() {
        Verdict verdict = judge(Scenario.of(Scenario.errorsBelow(1), Scenario.rise(Scenario.DEGRADED, 5))
                .rung(CALM.withDegraded(0.3)));
        assertEquals(List.of(Ruling.RESILIENT, Ruling.HARMFUL), rulings(verdict, 1));
    }

    @Test
    void theLadderIsHeldUpToTheRungBeforeTheFirstThatIsNot() {
        Verdict verdict = judge(Scenario.shop()
                .planned(4)
                .rung(CALM)
                .rung(CALM)
                .rung(CALM.withMedian(150))
                .ending(Ending.RUNG_REFUTED, "rung 3"));
        assertEquals(Judgement.REFUTED, verdict.judgement());
        assertEquals(2, verdict.highestHeld());
        assertEquals(3, verdict.firstBroken());
        says(verdict, "It broke on rung 3 (", "It held up to rung 2 (");
    }

    @Test
    void aRungAboveOneThatIsOpenDoesNotCountAsHeld() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(55.5)).rung(CALM));
        assertEquals(Judgement.HELD, verdict.rungs().get(1).judgement());
        assertEquals(0, verdict.highestHeld());
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        says(verdict, "Rung 1 (", "No rung was shown to hold.");
    }

    @Test
    void aRungThatIsTooShortIsOpenNotInvalid() {
        Verdict verdict = judge(Scenario.shop().hold(20).rung(CALM));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertEquals(List.of(Ruling.NOT_ESTIMABLE, Ruling.NOT_ESTIMABLE), rulings(verdict, 1));
        says(verdict, "shopping p95 cannot be judged: the rung has 15 s to judge, 30 s are needed.");
    }

    @Test
    void theSameRunGivesTheSameVerdict() {
        assertEquals(judge(Scenario.shop().rung(CALM)), judge(Scenario.shop().rung(CALM)));
    }

    @Test
    void oneRungIsNotCalledAllOfThem() {
        String sentence = judge(Scenario.shop().rung(CALM)).sentence();
        assertTrue(sentence.startsWith("It held on its one rung, 50 ms ± 5 ms latency"), sentence);
    }
}
