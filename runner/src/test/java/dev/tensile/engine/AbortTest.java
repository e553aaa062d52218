package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a rung while its faults are in force: a guardrail, the hard stop, or the death of the engine. */
final class AbortTest {
    @TempDir
    private Path runs;

    private final List<RunUnderTest> opened = new ArrayList<>();

    private RunUnderTest plan(Guardrail guardrail) {
        Plan plan = climb(
                guardrail, List.of(TestPlans.errorRateBelow(99)), rung(resetOf("a"), resetOf("b")), rung(resetOf("c")));
        RunUnderTest run = new RunUnderTest(runs, plan);
        opened.add(run);
        return run;
    }

    @AfterEach
    void close() {
        opened.forEach(RunUnderTest::close);
    }

    /** It must end in the first rung, with everything reverted. */
    private static Experimenter.End mustEnd(RunUnderTest run, Ending ending) {
        Experimenter.End end = run.run();
        assertEquals(ending, end.ending(), end.detail());
        assertEquals(Restoration.VERIFIED, end.restoration());
        assertEquals(List.of("inject a", "inject b", "revert b", "revert a"), run.doses());
        run.assertNothingIsLeft();
        return end;
    }

    /** Too many, but not so many that it is plain without any statistics. */
    private static void failWhileHurt(RunUnderTest run) {
        run.load.failures(() -> run.engine.inForce().isEmpty() ? 0 : 45);
    }

    @Test
    void aGuardrailThatTripsEndsTheRunWithEverythingPutBack() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        failWhileHurt(run);
        Experimenter.End end = mustEnd(run, Ending.GUARD_ABORTED);
        Event.GuardTripped tripped = run.events(Event.GuardTripped.class).get(0);
        assertEquals(0, tripped.guardrail());
        assertEquals(tripped.detail(), end.detail());
        assertTrue(tripped.atLeast() > 0.2, "shown to be beyond the limit: " + tripped.atLeast());
        assertTrue(tripped.atNanos() < 18_000_000_000L, "before the hold is over");
        assertTrue(run.said.contains(tripped.detail()));
    }

    @Test
    void aGuardrailTripsWhileADoseIsStillOnItsWay() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        run.engine.hangsAt("b", false);
        failWhileHurt(run);
        Experimenter.End end = run.run();
        assertEquals(Ending.GUARD_ABORTED, end.ending(), end.detail());
        assertEquals(List.of("inject a", "inject b", "revert a"), run.doses());
        assertTrue(run.calls.contains("give up b"));
        assertEquals(
                List.of(),
                run.events(Event.PhaseStarted.class).stream()
                        .filter(phase -> phase.phase() == Phase.Kind.HOLD)
                        .toList());
        run.assertNothingIsLeft();
    }

    @Test
    void theFaultsAreGoneBeforeAnythingElseIsDoneAboutATrip() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        failWhileHurt(run);
        List<Integer> written = new ArrayList<>();
        run.engine.afterRevert(name -> {
            written.add(run.events(Event.GuardTripped.class).size());
            assertFalse(run.said.stream().anyMatch(line -> line.contains("guardrail")));
        });
        mustEnd(run, Ending.GUARD_ABORTED);
        assertEquals(List.of(0, 0), written);
        List<String> kinds = run.kinds();
        int tripped = kinds.indexOf("GuardTripped");
        assertEquals(
                List.of("Reverting", "Reverted", "Reverting", "Reverted", "GuardTripped", "PhaseStarted", "Verified"),
                kinds.subList(tripped - 4, tripped + 3));
    }

    @Test
    void theRecoveryIsWatchedAfterATrip() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        failWhileHurt(run);
        mustEnd(run, Ending.GUARD_ABORTED);
        List<Phase> phases = RunStore.load(run.writer.folder()).phases();
        Phase last = phases.get(phases.size() - 1);
        assertEquals(Phase.Kind.RECOVERY, last.kind());
        assertEquals(10, last.seconds(), 0.001);
        assertTrue(run.calls.contains("drain"));
    }

    @Test
    void aRungAtTheLimitTripsNothing() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        run.load.failures(() -> run.engine.inForce().isEmpty() ? 0 : 20);
        assertEquals(Ending.COMPLETED, run.run().ending());
    }

    @Test
    void plainCollapseStopsARungWhateverTheGuardrailsSay() {
        RunUnderTest run = plan(TestPlans.degradedBelow(50));
        run.load.failures(() -> run.engine.inForce().isEmpty() ? 0 : 100);
        Experimenter.End end = mustEnd(run, Ending.GUARD_ABORTED);
        Event.GuardTripped tripped = run.events(Event.GuardTripped.class).get(0);
        assertEquals(-1, tripped.guardrail());
        assertTrue(end.detail().startsWith("hard stop 3 s into the rung"), end.detail());
        assertEquals(13.2, tripped.atNanos() / 1e9, 0.001);
    }

    @Test
    void aRungThatNobodyCanSeeIsStopped() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        run.load.requests(() -> run.engine.inForce().isEmpty() ? 100 : 0);
        Experimenter.End end = mustEnd(run, Ending.GUARD_ABORTED);
        assertTrue(end.detail().startsWith("hard stop 5 s into the rung: no request"), end.detail());
    }

    @Test
    void anEngineThatDiesInAHoldEndsTheRunAsFailed() {
        RunUnderTest run = plan(TestPlans.errorsBelow(20));
        run.time.at(14.5, run.engine::die);
        Experimenter.End end = mustEnd(run, Ending.FAILED);
        assertTrue(end.detail().contains("the engine died"), end.detail());
        assertEquals(15.2, run.time.seconds(), 0.001, "a run without an engine stops");
    }
}
