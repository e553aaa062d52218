package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop request, whenever it comes: everything is reverted, and what is not needed any more is not done. */
final class StopTest {
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

    private void stop() {
        run.stop.request(StopRequest.By.OPERATOR, "Ctrl-C");
    }

    private void mustStop(List<String> doses) {
        Experimenter.End end = run.run();
        assertEquals(Ending.STOPPED, end.ending(), end.detail());
        assertEquals("Ctrl-C", end.detail());
        assertEquals(Restoration.VERIFIED, end.restoration());
        assertEquals(doses, run.doses());
        assertFalse(run.calls.contains("drain"), "nobody waits for the answers of a stopped run");
        run.assertNothingIsLeft();
    }

    @Test
    void inTheBaselineNothingIsInjectedAnyMore() {
        run.time.at(3.5, this::stop);
        mustStop(List.of());
        assertEquals(3.5, run.time.seconds(), 0.001, "at once");
    }

    @Test
    void whileTheBaselineIsJudgedNothingIsInjectedAnyMore() {
        run.analyst.meanwhile(this::stop);
        mustStop(List.of());
    }

    @Test
    void betweenTwoDosesTheSecondIsNotInjectedAnyMore() {
        run.engine.beforeInject(undo -> stop());
        mustStop(List.of("inject a", "revert a"));
    }

    @Test
    void betweenInjectionAndHoldEverythingIsReverted() {
        run.engine.beforeInject(undo -> {
            if (undo.handle().containsValue("b")) {
                stop();
            }
        });
        mustStop(List.of("inject a", "inject b", "revert b", "revert a"));
        assertEquals(10, run.time.seconds(), 0.001, "at once");
    }

    @Test
    void whileADoseIsOnItsWayTheEngineGivesUp() {
        run.engine.hangsAt("a", false);
        run.time.at(13.5, this::stop);
        mustStop(List.of("inject a"));
        assertEquals(13.5, run.time.seconds(), 0.001, "at once");
        assertTrue(run.calls.contains("give up a"));
    }

    @Test
    void whatCameIntoForceAllTheSameIsReverted() {
        run.engine.hangsAt("a", true);
        run.time.at(13.5, this::stop);
        mustStop(List.of("inject a", "revert a"));
    }

    @Test
    void inAHoldEverythingIsRevertedAndVerified() {
        run.time.at(14.5, this::stop);
        mustStop(List.of("inject a", "inject b", "revert b", "revert a"));
        assertEquals(14.5, run.time.seconds(), 0.001, "at once");
        assertEquals(
                List.of("revert b", "revert a", "verify", "verify", "load close", "close", "system close"),
                run.calls.subList(run.calls.indexOf("revert b"), run.calls.size()));
    }

    @Test
    void inACoolDownTheLadderGoesNoFurther() {
        run.time.at(22.5, this::stop);
        mustStop(List.of("inject a", "inject b", "revert b", "revert a"));
        assertFalse(run.calls.contains("judge 1"));
    }

    @Test
    void whileTheSystemIsAwaitedTheLadderGoesNoFurther() {
        run.load.failures(() -> run.doses().contains("revert a") ? 100 : 0);
        run.time.at(28.5, this::stop);
        mustStop(List.of("inject a", "inject b", "revert b", "revert a"));
    }

    @Test
    void whileARungIsJudgedTheNextIsNotBegun() {
        run.analyst.meanwhile(() -> {
            if (run.calls.contains("judge 1")) {
                stop();
            }
        });
        mustStop(List.of("inject a", "inject b", "revert b", "revert a"));
    }

    @Test
    void inTheRecoveryEverythingIsInOrderAlready() {
        run.time.at(43, this::stop);
        mustStop(List.of("inject a", "inject b", "revert b", "revert a", "inject c", "revert c"));
    }

    @Test
    void beforeTheRunNothingIsInjected() {
        stop();
        mustStop(List.of());
        assertEquals(0, run.time.seconds(), 0.001);
    }

    @Test
    void aFailureThatAsksIsNotAnOperator() {
        run.time.at(14.5, () -> run.stop.request(StopRequest.By.FAILURE, "the disk is full"));
        Experimenter.End end = run.run();
        assertEquals(Ending.FAILED, end.ending());
        assertEquals("the disk is full", end.detail());
        run.assertNothingIsLeft();
    }
}
