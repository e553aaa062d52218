package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import dev.tensile.run.Undo;
import dev.tensile.verdict.Judgement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of things when all goes well, and what ends a ladder early. */
final class LadderTest {
    @TempDir
    private Path runs;

    private RunUnderTest run;

    @BeforeEach
    void plan() {
        run = new RunUnderTest(runs, climb(rung(resetOf("a"), resetOf("b")), rung(resetOf("c"))));
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void everyStepComesInItsOrder() {
        Experimenter.End end = run.run();
        assertEquals(Ending.COMPLETED, end.ending(), end.detail());
        assertEquals(Restoration.VERIFIED, end.restoration());
        assertEquals(
                List.of(
                        "system",
                        "open",
                        "health",
                        "load",
                        "steady?",
                        "inject a",
                        "inject b",
                        "revert b",
                        "revert a",
                        "verify",
                        "judge 1",
                        "inject c",
                        "revert c",
                        "verify",
                        "judge 2",
                        "verify",
                        "drain",
                        "load close",
                        "close",
                        "system close"),
                run.calls);
        run.assertNothingIsLeft();
    }

    @Test
    void everyStepIsWrittenDown() {
        run.run();
        assertEquals(
                List.of(
                        "Started",
                        "PhaseStarted",
                        "SteadyState",
                        "Injecting",
                        "Injected",
                        "Injecting",
                        "Injected",
                        "PhaseStarted",
                        "Reverting",
                        "Reverted",
                        "Reverting",
                        "Reverted",
                        "PhaseStarted",
                        "Verified",
                        "SteadyState",
                        "RungJudged",
                        "Injecting",
                        "Injected",
                        "PhaseStarted",
                        "Reverting",
                        "Reverted",
                        "PhaseStarted",
                        "Verified",
                        "SteadyState",
                        "RungJudged",
                        "PhaseStarted",
                        "Verified",
                        "LoadCounted",
                        "Ended"),
                run.kinds());
        assertEquals(
                List.of(
                        new Phase(Phase.Kind.BASELINE, 0, 0, 10_000_000_000L),
                        new Phase(Phase.Kind.HOLD, 1, 10_000_000_000L, 20_000_000_000L),
                        new Phase(Phase.Kind.COOL_DOWN, 1, 20_000_000_000L, 25_000_000_000L),
                        new Phase(Phase.Kind.HOLD, 2, 25_000_000_000L, 35_000_000_000L),
                        new Phase(Phase.Kind.COOL_DOWN, 2, 35_000_000_000L, 40_000_000_000L),
                        new Phase(Phase.Kind.RECOVERY, 0, 40_000_000_000L, 50_000_000_000L)),
                RunStore.load(run.writer.folder()).phases());
        assertEquals(5_000, RunStore.load(run.writer.folder()).samples().size());
    }

    @Test
    void whatADoseDidIsWrittenDownWhenItIsReverted() {
        run.run();
        assertTrue(run.events(Event.Reverted.class).stream()
                .allMatch(one -> one.delivered().equals(FakeEngine.SOME)));
    }

    @Test
    void whatTheEngineItselfOpenedIsOnDiskBeforeTheSystemIsAskedForItsHealth() {
        Undo undo = new Undo("fake", "link", Map.of("listen", "here"));
        run.engine.openUndos(undo);
        run.system.failAt("health", EngineException.Category.UNREACHABLE);
        run.run();
        assertEquals(
                List.of(undo),
                run.events(Event.Injecting.class).stream()
                        .map(Event.Injecting::undo)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INCONCLUSIVE", "INVALID", "NOT_STEADY", "REFUTED"})
    void aRungThatWasNotShownToHoldStopsTheLadder(Judgement judgement) {
        run.analyst.judges(1, judgement);
        Experimenter.End end = run.run();
        assertEquals(judgement == Judgement.REFUTED ? Ending.RUNG_REFUTED : Ending.RUNG_UNSHOWN, end.ending());
        assertEquals("what was found on rung 1", end.detail());
        assertEquals(List.of("inject a", "inject b", "revert b", "revert a"), run.doses());
        run.assertNothingIsLeft();
    }

    @Test
    void theRecoveryIsWatchedEvenIfTheLadderStopped() {
        run.analyst.judges(1, Judgement.REFUTED);
        run.run();
        List<Event.PhaseStarted> phases = run.events(Event.PhaseStarted.class);
        assertEquals(Phase.Kind.RECOVERY, phases.get(phases.size() - 1).phase());
        assertEquals(35, run.time.seconds(), 0.001);
        assertTrue(run.calls.contains("drain"), "the load is drained, so that every request is counted");
    }

    @Test
    void theLastRungNeedNotHoldForTheRunToBeComplete() {
        run.analyst.judges(2, Judgement.REFUTED);
        assertEquals(Ending.COMPLETED, run.run().ending());
    }

    @Test
    void nothingIsInjectedIntoASystemThatIsNotSteady() {
        run.analyst.finds("a quarter of the requests fails");
        Experimenter.End end = run.run();
        assertEquals(Ending.NOT_STEADY, end.ending());
        assertEquals("a quarter of the requests fails", end.detail());
        assertEquals(List.of(), run.doses());
        assertEquals(List.of(), run.events(Event.Injecting.class));
        run.assertNothingIsLeft();
    }

    @Test
    void aSystemThatDoesNotComeBackIsLeftAlone() {
        run.load.failures(() -> run.doses().contains("revert a") ? 100 : 0);
        Experimenter.End end = run.run();
        assertEquals(Ending.DID_NOT_COME_BACK, end.ending());
        assertTrue(end.detail().contains("error rate"), end.detail());
        assertEquals(List.of("inject a", "inject b", "revert b", "revert a"), run.doses());
        assertFalse(run.calls.contains("judge 1"));
        assertEquals(20 + 5 + 15 + 10, run.time.seconds(), 0.001, "cool-down, patience and recovery were waited for");
        run.assertNothingIsLeft();
    }

    @Test
    void aSystemThatNeedsItsTimeToComeBackGetsIt() {
        run.load.failures(() -> run.doses().contains("revert a") && run.time.seconds() < 30 ? 100 : 0);
        assertEquals(Ending.COMPLETED, run.run().ending());
        Event.SteadyState first = run.events(Event.SteadyState.class).get(1);
        assertEquals(35, first.atNanos() / 1e9, 1.5, "once the last five seconds are good");
    }
}
