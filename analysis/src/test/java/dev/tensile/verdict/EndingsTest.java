package dev.tensile.verdict;

import static dev.tensile.specimen.Conduct.CALM;
import static dev.tensile.verdict.JudgeTest.judge;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import dev.tensile.specimen.Scenario;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static Scenario cutInRungTwo() {
        return Scenario.shop().planned(3).rung(CALM).rung(CALM.withFailing(0.3).cutAfter(12));
    }

    private static Finding finding(Verdict verdict, int rung, int expectation) {
        return verdict.rungs().get(rung - 1).findings().get(expectation);
    }

    @Test
    void aGuardrailRefutesItsOwnMetricByItsOwnEvidence() {
        Verdict verdict = judge(cutInRungTwo().tripped(0));
        assertEquals(Judgement.ABORTED, verdict.judgement());
        assertEquals(1, verdict.highestHeld());
        assertEquals(2, verdict.firstBroken());
        Finding guarded = finding(verdict, 2, 1);
        assertEquals(Ruling.HARMFUL_ABORTED, guarded.ruling());
        assertEquals(1 / 812.4, guarded.harmPAdjusted(), 1e-12);
        assertEquals("at least 8.7 % of the requests failed.", guarded.sentence());
        assertEquals(
                "It broke on rung 2 (50 ms ± 5 ms latency on 50 % of requests of payments) and was stopped: at least"
                        + " 8.7 % of the requests failed. It held up to rung 1 (50 ms ± 5 ms latency on 50 % of"
                        + " requests of payments).",
                verdict.sentence());
    }

    @Test
    void whatTheGuardrailDidNotWatchIsCutShortAndProvesNothing() {
        Finding other = finding(judge(cutInRungTwo().tripped(0)), 2, 0);
        assertEquals(Ruling.INCONCLUSIVE, other.ruling());
        assertEquals(1, other.harmPAdjusted());
        assertTrue(other.sentence().contains("biased by stopping"), other.sentence());
    }

    @Test
    void anAbortLeavesTheRungsBeforeItAlone() {
        Verdict verdict = judge(cutInRungTwo().tripped(0));
        assertEquals(Judgement.HELD, verdict.rungs().get(0).judgement());
        assertEquals(Ruling.RESILIENT, finding(verdict, 1, 0).ruling());
    }

    @Test
    void theHardStopCountsAgainstTheErrorRate() {
        Verdict verdict = judge(cutInRungTwo().tripped(-1));
        assertEquals(Judgement.ABORTED, verdict.judgement());
        assertEquals(Ruling.HARD_STOP, finding(verdict, 2, 1).ruling());
        assertEquals(0, finding(verdict, 2, 1).harmPAdjusted());
        assertEquals(Ruling.INCONCLUSIVE, finding(verdict, 2, 0).ruling());
    }

    @Test
    void anAbortOnAMetricNobodyExpectedAnythingOfIsStillAnAbort() {
        Verdict verdict = judge(Scenario.of(Scenario.p95Below(100))
                .rung(CALM.withFailing(0.3).cutAfter(12))
                .tripped(0));
        assertEquals(Judgement.ABORTED, verdict.rungs().get(0).judgement());
        assertEquals(Ruling.INCONCLUSIVE, finding(verdict, 1, 0).ruling());
    }

    @Test
    void anAbortBeforeThereIsAWindowIsStillAnAbort() {
        Verdict verdict =
                judge(Scenario.shop().rung(CALM.withFailing(1).cutAfter(3)).tripped(-1));
        assertEquals(Judgement.ABORTED, verdict.judgement());
        assertEquals(Ruling.HARD_STOP, finding(verdict, 1, 1).ruling());
    }

    @Test
    void anAbortIsHarmWhateverTheGatesSay() {
        Verdict verdict = judge(cutInRungTwo().tripped(0).delivered(2, Delivered.Traffic.NOTHING));
        assertEquals(Judgement.ABORTED, verdict.rungs().get(1).judgement());
    }

    @Test
    void aBrokenBaselineInjectsNothing() {
        Verdict verdict = judge(Scenario.shop()
                .baseline(CALM.withMedian(75))
                .ending(Ending.NOT_STEADY, "shopping p95 is 133 ms without any fault, and should be below 100 ms"));
        assertEquals(Judgement.NOT_STEADY, verdict.judgement());
        assertEquals(Restoration.NOTHING_TO_RESTORE, verdict.restoration());
        assertTrue(verdict.rungs().isEmpty());
        assertEquals(
                "Nothing was injected: shopping p95 is 133 ms without any fault, and should be below 100 ms.",
                verdict.sentence());
    }

    @Test
    void aSystemThatDoesNotComeBackRefutesTheHypothesisThoughEveryRungHeld() {
        Verdict verdict = judge(Scenario.shop()
                .planned(3)
                .rung(CALM)
                .rung(CALM)
                .ending(Ending.DID_NOT_COME_BACK, "shopping p95 is 1.2 s, limit 100 ms"));
        assertEquals(Judgement.REFUTED, verdict.judgement());
        assertEquals(2, verdict.highestHeld());
        assertTrue(verdict.sentence().startsWith("It did not come back after rung 2 ("), verdict.sentence());
        assertTrue(verdict.sentence().contains("): shopping p95 is 1.2 s, limit 100 ms. It held up to rung 2 ("));
    }

    @Test
    void aStoppedRunIsOpen() {
        Verdict verdict =
                judge(Scenario.shop().rung(CALM).rung(CALM.cutAfter(12)).ending(Ending.STOPPED, "Ctrl-C"));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertEquals(Judgement.INCONCLUSIVE, verdict.rungs().get(1).judgement());
        assertEquals(1, verdict.highestHeld());
        assertTrue(
                verdict.sentence().startsWith("The run was stopped before it could be judged. It held up to rung 1"));
    }

    @Test
    void aRungThatWasCutShortIsNeverHeldHoweverLongItLasted() {
        Verdict verdict = judge(Scenario.shop().hold(60).rung(CALM.cutAfter(50)).ending(Ending.STOPPED, "Ctrl-C"));
        assertEquals(Judgement.INCONCLUSIVE, verdict.rungs().get(0).judgement());
        assertEquals(0, verdict.highestHeld());
    }

    @Test
    void stoppingAfterwardsDoesNotUndoARefutation() {
        Verdict verdict = judge(Scenario.shop().rung(CALM.withMedian(150)).ending(Ending.STOPPED, "Ctrl-C"));
        assertEquals(Judgement.REFUTED, verdict.judgement());
    }

    @Test
    void aKilledRunIsOpenAndLeavesResidue() {
        Verdict verdict =
                judge(Scenario.shop().rung(CALM).rung(CALM.cutAfter(16)).ending(Ending.CRASHED, ""));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertEquals(Restoration.RESIDUE, verdict.restoration());
        assertTrue(verdict.sentence().startsWith("The run broke off: its process was killed. It held up to rung 1"));
        assertTrue(verdict.gates().stream()
                .anyMatch(gate -> gate.id().equals("dose") && gate.rung() == 2 && isUnknown(gate)));
        assertTrue(verdict.gates().stream().anyMatch(gate -> gate.id().equals("G2") && isUnknown(gate)));
    }

    private static boolean isUnknown(Gate gate) {
        return gate.status() == Gate.Status.NOT_APPLICABLE;
    }

    @Test
    void aFailedRunSaysWhatFailed() {
        Verdict verdict = judge(Scenario.shop()
                .rung(CALM.cutAfter(16))
                .ending(Ending.FAILED, "the engine died while a fault was in force"));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertEquals(
                "The run failed before it could be judged: the engine died while a fault was in force. No rung was"
                        + " shown to hold.",
                verdict.sentence());
    }

    @Test
    void residueIsReportedBesideTheVerdict() {
        Verdict verdict = judge(Scenario.shop().rung(CALM).restoration(Restoration.RESIDUE));
        assertEquals(Judgement.HELD, verdict.judgement());
        assertEquals(Restoration.RESIDUE, verdict.restoration());
        assertEquals(Ending.COMPLETED, verdict.ending());
    }

    @Test
    void aLadderThatEndsEarlyKeepsTheReasonOfItsLastRung() {
        Verdict verdict = judge(Scenario.shop()
                .planned(3)
                .rung(CALM)
                .rung(CALM.withMedian(55.5))
                .ending(Ending.RUNG_UNSHOWN, "rung 2 is open"));
        assertEquals(Judgement.INCONCLUSIVE, verdict.judgement());
        assertTrue(verdict.sentence().startsWith("Rung 2 ("), verdict.sentence());
    }

    @Test
    void aRunWithoutRungsSaysNothing() {
        assertEquals(
                "Nothing was injected, so nothing can be said.",
                judge(Scenario.shop()).sentence());
    }
}
