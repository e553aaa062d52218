package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything around the run may fail, at any moment: what is in force is reverted, and nothing is said to be clean that is not. */
final class FailureTest {
    @TempDir
    private Path runs;

    private RunUnderTest run;

    @BeforeEach
    void plan() {
        run = new RunUnderTest(runs, climb(rung(resetOf("a"), resetOf("b"), resetOf("c"))));
    }

    @AfterEach
    void close() {
        run.close();
    }

    private Experimenter.End mustFail(Restoration restoration) {
        Experimenter.End end = run.run();
        assertEquals(Ending.FAILED, end.ending(), end.detail());
        assertEquals(restoration, end.restoration(), end.detail());
        List<Event.Ended> ended = run.events(Event.Ended.class);
        assertEquals(restoration, ended.get(ended.size() - 1).restoration());
        assertFalse(run.load.isOpen());
        assertFalse(run.engine.isOpen());
        assertFalse(run.system.isUp());
        return end;
    }

    @Test
    void aSystemThatCannotBeStartedIsNotTouched() {
        run.system.failAt("system", EngineException.Category.ENVIRONMENT);
        assertEquals(
                "system failed; mend it",
                mustFail(Restoration.NOTHING_TO_RESTORE).detail());
        assertEquals(List.of("system"), run.calls);
    }

    @Test
    void anEngineThatRefusesInjectsNothing() {
        run.engine.failAt("open");
        assertEquals(
                "open failed; mend it", mustFail(Restoration.NOTHING_TO_RESTORE).detail());
        assertEquals(List.of("system", "open", "system close"), run.calls);
    }

    @Test
    void aSystemThatIsNotWellIsNotHurt() {
        run.system.failAt("health", EngineException.Category.UNREACHABLE);
        Experimenter.End end = run.run();
        assertEquals(Ending.NOT_STEADY, end.ending());
        assertEquals(Restoration.NOTHING_TO_RESTORE, end.restoration());
        assertEquals("health failed; mend it", end.detail());
        assertEquals(List.of("system", "open", "health", "close", "system close"), run.calls);
    }

    @Test
    void aFaultThatIsNeverShownToBeInForceIsNoFailureAndNoVerdictAndTheOthersOfItsRungAreTakenBack() {
        run.engine.neverDelivers("c");
        Experimenter.End end = run.run();
        assertEquals(Ending.NOT_DELIVERED, end.ending());
        assertEquals("c is not in force: no target; look", end.detail());
        assertEquals(Restoration.VERIFIED, end.restoration());
        assertTrue(run.engine.inForce().isEmpty());
        assertTrue(run.calls.containsAll(List.of("revert b", "revert a")), run.calls::toString);
        assertTrue(run.events(Event.PhaseStarted.class).stream()
                .noneMatch(started -> started.phase() == dev.tensile.run.Phase.Kind.HOLD));
    }

    @Test
    void aLoadThatCannotBeStartedInjectsNothing() {
        run.load.failAt("load");
        mustFail(Restoration.NOTHING_TO_RESTORE);
        assertEquals(List.of("system", "open", "health", "load", "close", "system close"), run.calls);
    }

    @Test
    void aDoseThatIsRefusedHasTheOthersReverted() {
        run.engine.failAt("inject b");
        Experimenter.End end = mustFail(Restoration.VERIFIED);
        assertEquals("inject b failed; mend it", end.detail());
        assertEquals(List.of("inject a", "inject b", "revert a"), run.doses());
        assertEquals(2, run.events(Event.Injecting.class).size());
        assertEquals(1, run.events(Event.Injected.class).size());
    }

    @Test
    void aDoseThatCannotBeRevertedIsResidueAndTheOthersAreReverted() {
        run.engine.failAt("revert b");
        Experimenter.End end = mustFail(Restoration.RESIDUE);
        assertEquals("not restored: still in force: [b]", end.detail());
        assertEquals(List.of("revert c", "revert b", "revert a"), run.doses().subList(3, 6));
        assertEquals(List.of("b"), run.engine.inForce());
    }

    @Test
    void aDoseThatCouldNotBeRevertedIsNotSaidToBe() {
        run.engine.failAt("revert b");
        run.run();
        assertEquals(
                List.of(2, 0),
                run.events(Event.Reverted.class).stream()
                        .map(Event.Reverted::dose)
                        .toList());
        assertEquals(3, run.events(Event.Reverting.class).size());
        assertEquals(
                "reverting failed: revert b failed",
                run.events(Event.Note.class).get(0).text());
    }

    @Test
    void aDoseThatCannotBeCountedDoesNotKeepTheOthersInForce() {
        run.engine.failAt("delivered c");
        run.engine.failAt("delivered b");
        Experimenter.End end = run.run();
        assertEquals(Ending.COMPLETED, end.ending(), "the verification saw that all are gone");
        assertEquals(List.of("revert c", "revert b", "revert a"), run.doses().subList(3, 6));
        assertEquals(1, run.events(Event.Reverted.class).size());
        run.assertNothingIsLeft();
    }

    @Test
    void whatTheVerificationSeesCountsNotWhatTheEngineSays() {
        run.engine.leaveBehind();
        Experimenter.End end = mustFail(Restoration.RESIDUE);
        assertTrue(end.detail().startsWith("not restored"), end.detail());
        assertEquals(
                Restoration.RESIDUE, run.events(Event.Verified.class).get(0).restoration());
        assertFalse(run.calls.contains("judge 1"));
    }

    @Test
    void whatCannotBeLookedAtIsResidue() {
        run.engine.failAt("verify");
        mustFail(Restoration.RESIDUE);
        assertEquals(List.of("revert c", "revert b", "revert a"), run.doses().subList(3, 6));
    }

    @Test
    void anEngineThatDoesNotCloseIsResidue() {
        run.engine.failAt("close");
        Experimenter.End end = mustFail(Restoration.RESIDUE);
        assertEquals("not put back: close failed; mend it", end.detail());
        assertTrue(run.calls.contains("system close"));
    }

    @Test
    void aSystemThatWasStartedAndDoesNotStopIsResidue() {
        run.system.failAt("system close", EngineException.Category.BROKEN);
        Experimenter.End end = mustFail(Restoration.RESIDUE);
        assertEquals("not put back: system close failed; mend it", end.detail());
    }

    @Test
    void aLoadThatCannotBeDrainedIsClosedAndResidueIsNotForgotten() {
        run.load.failAt("drain");
        Experimenter.End end = mustFail(Restoration.VERIFIED);
        assertTrue(end.detail().contains("drain failed"), end.detail());
        assertEquals(
                List.of("drain", "load close", "close", "system close"),
                run.calls.subList(run.calls.indexOf("drain"), run.calls.size()));
    }

    @Test
    void aLoadThatCannotBeClosedDoesNotKeepTheEngineOpen() {
        run.load.failAt("load close");
        mustFail(Restoration.VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady?", "judge 1"})
    void anAnalysisThatFailsEndsTheRunWithEverythingReverted(String call) {
        run.analyst.failAt(call);
        Experimenter.End end = mustFail(Restoration.VERIFIED);
        assertEquals(call + " failed", end.detail());
        assertEquals(call.equals("steady?") ? 0 : 6, run.doses().size());
    }

    @Test
    void anInterruptIsAStopRequestThatIsStillWrittenDown() {
        run.time.at(14.5, () -> {
            Thread.currentThread().interrupt();
            run.stop.await(1);
        });
        Experimenter.End end = run.run();
        boolean pending = Thread.interrupted();
        assertEquals(Ending.STOPPED, end.ending());
        assertEquals(Restoration.VERIFIED, end.restoration());
        assertEquals(1, run.events(Event.Ended.class).size());
        assertEquals(3, run.events(Event.Reverted.class).size());
        assertFalse(pending, "it has been answered");
        run.assertNothingIsLeft();
    }
}
