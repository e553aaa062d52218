package dev.tensile.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparer;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Share;
import dev.tensile.run.Event;
import dev.tensile.run.Run;
import dev.tensile.verdict.Judge;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scorecard does to the verdict; users feel nothing in any of these. */
class MechanismVerdictTest {
    private static Verdict breaker(SimulatedShop shop) {
        return judge(shop.run(
                new Mechanism.Breaker("payments"),
                new Promise.TripsAt(Share.ofPercent(50), 20, 10),
                new Promise.OpensWithin(Duration.ofSeconds(5))));
    }

    private static Verdict judge(Run run) {
        return Judge.judge(run, Comparer.compare(run));
    }

    private static void assertJudged(Judgement expected, String said, Verdict verdict) {
        assertEquals(expected, verdict.judgement(), verdict.sentence());
        assertTrue(verdict.sentence().contains(said), verdict.sentence());
        assertEquals(1, verdict.mechanisms().size());
    }

    private static SimulatedShop shop() {
        return new SimulatedShop(7);
    }

    @Test
    void aMechanismThatKeepsItsPromiseHolds() {
        assertJudged(Judgement.HELD, "; breaker of payments: protected.", breaker(shop()));
    }

    @Test
    void aMechanismThatBreaksItsPromiseRefutesTheRungAndTheRun() {
        Verdict verdict = breaker(shop().withoutBreaker());
        assertJudged(Judgement.REFUTED, "It broke on rung 1", verdict);
        assertEquals(1, verdict.firstBroken());
        assertTrue(verdict.rungs().get(0).sentence().contains("did not open"), verdict.sentence());
    }

    @Test
    void whatWasNeverExercisedIsOpenAlthoughEveryRungHeld() {
        Verdict verdict = breaker(shop().failing(0.2));
        assertJudged(Judgement.INCONCLUSIVE, "had no reason to open", verdict);
        assertEquals(1, verdict.highestHeld());
    }

    @Test
    void whatNobodyWatchedMakesTheRunInvalid() {
        assertJudged(Judgement.INVALID, "nobody counted", breaker(shop().uncounted()));
    }

    @Test
    void aRunThatIsNotValidIsNotRefutedByItsRecovery() {
        Run run = shop().failing(0)
                .slowFor(60)
                .run(new Mechanism.Recovery(), new Promise.RecoversWithin(Duration.ofSeconds(10)));
        List<Event> events = run.events().stream()
                .map(event -> event instanceof Event.LoadCounted counted
                        ? new Event.LoadCounted(counted.atNanos(), counted.intended() + 1, counted.recorded())
                        : event)
                .toList();
        Verdict verdict = judge(new Run(run.id(), run.plan(), run.planDigest(), events, run.samples()));
        assertJudged(Judgement.INVALID, "every request recorded failed", verdict);
        assertEquals(Grade.NOT_EXERCISED, verdict.mechanisms().get(0).grade());
    }

    @Test
    void aSlowRecoveryRefutesTheRunThoughNotTheRung() {
        Verdict verdict = judge(shop().failing(0)
                .slowFor(16)
                .run(new Mechanism.Recovery(), new Promise.RecoversWithin(Duration.ofSeconds(10))));
        assertJudged(Judgement.REFUTED, "a mechanism did not keep its promise", verdict);
        assertEquals(0, verdict.firstBroken());
        assertEquals(1, verdict.highestHeld());
    }
}
