package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose disk is full; here its files are closed under its hands, which fails in the same way. */
final class FullDiskTest {
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

    private Experimenter.End mustFail() {
        Experimenter.End end = run.run();
        assertEquals(Ending.FAILED, end.ending(), end.detail());
        assertTrue(end.detail().startsWith("cannot write to the run folder"), end.detail());
        assertTrue(end.detail().contains("make room on that disk"), end.detail());
        run.assertNothingIsLeft();
        assertEquals(List.of(), run.events(Event.Ended.class), "recovery will look at it once more");
        return end;
    }

    @Test
    void inAHoldTheFaultsAreRevertedAtOnce() {
        run.time.at(13.5, run.writer::close);
        assertEquals(Restoration.VERIFIED, mustFail().restoration());
        assertEquals(List.of("inject a", "inject b", "revert b", "revert a"), run.doses());
        assertTrue(run.time.seconds() < 15, "stopped " + run.time.seconds() + " s into the run");
    }

    @Test
    void aDoseWhoseUndoCannotBeWrittenIsNotInjected() {
        run.analyst.meanwhile(run.writer::close);
        mustFail();
        assertEquals(List.of(), run.doses());
    }

    @Test
    void aSecondDoseWhoseUndoCannotBeWrittenIsNotInjectedAndTheFirstIsReverted() {
        run.engine.beforeInject(undo -> run.writer.close());
        mustFail();
        assertEquals(List.of("inject a", "revert a"), run.doses());
    }

    @Test
    void inACoolDownTheLadderGoesNoFurther() {
        run.time.at(22.5, run.writer::close);
        mustFail();
        assertEquals(List.of("inject a", "inject b", "revert b", "revert a"), run.doses());
    }

    @Test
    void beforeTheRunNothingIsOpened() {
        run.engine.openUndos(new Undo("fake", "link", Map.of()));
        run.writer.close();
        mustFail();
        assertEquals(List.of("system", "open", "close", "system close"), run.calls);
    }

    @Test
    void theUndoOfAFaultThatWasInForceWhenTheDiskFilledIsThereForRecovery() {
        run.time.at(13.5, run.writer::close);
        run.run();
        List<String> undone = new ArrayList<>();
        Recovery.Report report = new Recovery(Map.of("fake", undo -> {
                    undone.add(undo.handle().get("of"));
                    return new Verification("it", Restoration.VERIFIED, "clean");
                }))
                .recover(run.writer.folder(), RunUnderTest.NOW.plusSeconds(60));
        assertEquals(Recovery.State.RECOVERED, report.state());
        assertEquals(List.of("b", "a"), undone);
    }
}
