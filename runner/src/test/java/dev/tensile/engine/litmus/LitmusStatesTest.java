package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state that the operator and the experiments can leave a fault in, and what becomes of it here. */
@Timeout(60)
final class LitmusStatesTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);
    private static final String NAME = "tensile-20260101t000000z-test-r1-d0";

    private final LitmusScene scene = new LitmusScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private EngineException refused(Dose dose) {
        try (EngineSession session = scene.open(dose)) {
            return refused(session, dose);
        }
    }

    private EngineException refused(EngineSession session, Dose dose) {
        EngineException refused = assertThrows(EngineException.class, () -> session.inject(LitmusScene.order(dose)));
        assertEquals(EngineException.Category.NOT_DELIVERED, refused.category(), refused.getMessage());
        assertTrue(scene.cluster.objects().isEmpty(), () -> "left: " + scene.cluster.objects());
        assertTrue(scene.cluster.inForce().isEmpty());
        assertEquals(Restoration.VERIFIED, session.verify().restoration());
        return refused;
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    private static void says(String expected, EngineException refused) {
        says(expected, String.valueOf(refused.getMessage()));
    }

    private static void remarks(String expected, Coverage coverage) {
        says(expected, String.join(" ", coverage.remarks()));
    }

    private Coverage held(Dose dose, Runnable meanwhile) {
        return held(LitmusScene.order(dose), meanwhile);
    }

    private Coverage held(DoseOrder order, Runnable meanwhile) {
        try (EngineSession session = scene.open(order.dose())) {
            Injection injection = session.inject(order);
            meanwhile.run();
            injection.close();
            return (Coverage) injection.delivered();
        }
    }

    /** Until the watch has surely looked once more. */
    private void untilLookedAt() {
        int before = scene.cluster.requests().size();
        while (scene.cluster.requests().size() < before + 5) {
            Thread.onSpinWait();
        }
    }

    private void patch(String mergePatch) {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            other.patch(LitmusKind.ENGINE, LitmusScene.HOME, NAME, mergePatch);
        }
    }

    @Test
    void aDoseIsCoveredByEveryPodThatWasAskedForAndItsTimesAreBetweenInjectAndClose() {
        Instant before = Instant.now().minusSeconds(2);
        Coverage coverage = held(DOSE, () -> {});
        assertEquals(2, coverage.matched());
        assertEquals(2, coverage.covered());
        assertEquals(2, coverage.coveredAtEnd());
        assertEquals(2, coverage.matchedAtEnd());
        Instant from = coverage.inForceFrom().orElseThrow();
        Instant until = coverage.inForceUntil().orElseThrow();
        assertTrue(from.isAfter(before) && !until.isBefore(from), () -> from + " to " + until);
        assertEquals("chaosengine " + NAME + " -n litmus", coverage.resource());
    }

    @Test
    void neitherEngineNorResultIsLeft() {
        held(DOSE, () -> {});
        assertTrue(scene.cluster.objects().isEmpty());
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            assertEquals(List.of(), other.list(LitmusKind.RESULT, LitmusScene.HOME));
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 3, 1", "50, 3, 2", "34, 3, 2", "67, 4, 3"})
    void aShareOfThePodsIsRoundedUpAlthoughLitmusRoundsDown(double percent, int pods, int expected) {
        for (int i = 3; i <= pods; i++) {
            scene.cluster.pods().add("shop", "checkout-" + i, Map.of("app", "checkout"));
        }
        BlastRadius radius = new BlastRadius(Scope.INSTANCES, Share.ofPercent(percent));
        Coverage coverage = held(LitmusScene.latency(radius), () -> {});
        assertEquals(pods, coverage.matched());
        assertEquals(expected, coverage.covered());
        assertEquals(radius.instancesOf(pods), coverage.covered(), "what the verdict asks for");
    }

    @Test
    void whatIsDoneOnceIsInForceWhenDoneAndHappensOnce() {
        Coverage coverage = held(LitmusScene.kill(), () -> {});
        assertEquals(1, coverage.covered());
        assertEquals(2, coverage.matchedAtEnd(), "another pod takes its place");
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void noTargetFailsAtOnceAndIsNotWaitedFor() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.pods().remove("shop", "checkout-1");
            scene.cluster.pods().remove("shop", "checkout-2");
            long begun = System.nanoTime();
            says("TARGET_SELECTION_ERROR", refused(session, DOSE));
            assertTrue(System.nanoTime() - begun < LitmusScene.SHORT.inject().toNanos());
        }
    }

    @Test
    void anExperimentThatIsNotThereFailsAtOnce() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.uninstall("pod-network-latency");
            says("ExperimentNotFound", refused(session, DOSE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHAOS_INJECT_ERROR", "HELPER_POD_FAILED_ERROR", "STATUS_CHECKS_ERROR", "TIMEOUT"})
    void aFaultThatSaysThatItFailedIsNotInForce(String code) {
        scene.cluster.litmus().failsToInject(code, "helper pod is stuck");
        says(code + ": helper pod is stuck", refused(DOSE));
    }

    @Test
    void aRunnerThatNeverStartsIsWaitedForAndThenNamed() {
        scene.cluster.litmus().runnerNeverStarts();
        says("its runner or its experiment's pod does not start", refused(DOSE));
    }

    @Test
    void anOperatorThatDoesNothingIsNamed() {
        scene.cluster.litmus().operatorDown();
        says("is chaos-operator running?", refused(DOSE));
    }

    @Test
    void slowStepsAreWaitedFor() {
        scene.cluster.litmus().stepsTake(Duration.ofMillis(200));
        assertEquals(2, held(DOSE, () -> {}).covered());
    }

    @Test
    void aPassWithoutProbesIsNoProofOfTheWholeHold() {
        scene.cluster.litmus().secondsLast(Duration.ofMillis(100));
        Coverage coverage = held(LitmusScene.order(DOSE, Duration.ofSeconds(3)), () -> {
            while (!scene.cluster.inForce().isEmpty()) {
                Thread.onSpinWait();
            }
            untilLookedAt();
        });
        assertEquals(2, coverage.covered());
        assertEquals(0, coverage.coveredAtEnd());
        remarks("its time was over", coverage);
        assertEquals(java.util.Optional.empty(), coverage.inForceUntil());
    }

    @Test
    void failedProbesAreNoFailureOfTheFault() {
        scene.cluster.litmus().failsProbes();
        scene.cluster.litmus().secondsLast(Duration.ofMillis(100));
        Coverage coverage = held(LitmusScene.order(DOSE, Duration.ofSeconds(1)), () -> {
            untilCompleted();
            assertEquals("Fail", verdict());
            untilLookedAt();
        });
        assertEquals(2, coverage.covered());
        remarks("its time was over", coverage);
        assertFalse(String.join(" ", coverage.remarks()).contains("Fail"));
    }

    private String verdict() {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            return other.list(LitmusKind.RESULT, LitmusScene.HOME)
                    .get(0)
                    .at("/status/experimentStatus/verdict")
                    .asText();
        }
    }

    @Test
    void anEndBetweenTheLastLookAndTheCloseIsNoticed() {
        scene.cluster.litmus().secondsLast(Duration.ofMillis(100));
        Patience blind = new Patience(
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMillis(10),
                Duration.ofMinutes(1),
                Duration.ofMillis(10),
                Duration.ofMillis(10));
        LitmusEngine engine = new LitmusEngine(context -> Cluster.of(scene.cluster.kubeconfig()), "", Map.of(), blind);
        try (EngineSession session = engine.open(TestPlans.plan(DOSE), "run")) {
            Injection injection = session.inject(LitmusScene.order(DOSE, Duration.ofSeconds(2)));
            while (!scene.cluster.inForce().isEmpty()) {
                Thread.onSpinWait();
            }
            try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
                while (!other.get(LitmusKind.ENGINE, LitmusScene.HOME, "tensile-run-r1-d0")
                        .orElseThrow()
                        .at("/status/engineStatus")
                        .asText()
                        .equals("completed")) {
                    Thread.onSpinWait();
                }
            }
            injection.close();
            assertEquals(0, ((Coverage) injection.delivered()).coveredAtEnd());
        }
    }

    @Test
    void stoppedIsNotRevertedAndIsResidueWithTheWayOut() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.litmus().failsToRevert("tc: device busy");
            Injection injection = session.inject(LitmusScene.order(DOSE));
            injection.close();
            remarks("[checkout-1, checkout-2] may still be hurt", (Coverage) injection.delivered());
            Verification seen = session.verify();
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("tensile recover", seen.detail());
            assertEquals(List.of("ChaosEngine litmus/" + NAME), scene.cluster.objects());
            assertEquals(2, scene.cluster.inForce().size());
            Verification again = scene.engine().undo(session.undoOf(LitmusScene.order(DOSE)));
            assertEquals(Restoration.RESIDUE, again.restoration());
            scene.cluster.pods().remove("shop", "checkout-1");
            scene.cluster.pods().remove("shop", "checkout-2");
            Verification restarted = scene.engine().undo(session.undoOf(LitmusScene.order(DOSE)));
            assertEquals(Restoration.VERIFIED, restarted.restoration(), restarted.detail());
        }
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void aFaultThatEndsWithARevertErrorWhileHeldIsNamedAndLeft() {
        scene.cluster.litmus().failsToRevert("tc: device busy");
        scene.cluster.litmus().secondsLast(Duration.ofMillis(100));
        Coverage coverage = held(LitmusScene.order(DOSE, Duration.ofSeconds(2)), () -> {
            untilCompleted();
            untilLookedAt();
        });
        assertEquals(0, coverage.coveredAtEnd());
        remarks("CHAOS_REVERT_ERROR: tc: device busy", coverage);
        remarks("may still be hurt", coverage);
    }

    private void untilCompleted() {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            while (!other.get(LitmusKind.ENGINE, LitmusScene.HOME, NAME)
                    .orElseThrow()
                    .at("/status/engineStatus")
                    .asText()
                    .equals("completed")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anOperatorThatDiesMeanwhileIsResidueUntilItIsBack() {
        try (EngineSession session = scene.open(DOSE)) {
            Injection injection = session.inject(LitmusScene.order(DOSE));
            scene.cluster.litmus().operatorDown();
            injection.close();
            remarks("does not stop: is chaos-operator running?", (Coverage) injection.delivered());
            assertEquals(Restoration.RESIDUE, session.verify().restoration());
            assertFalse(scene.cluster.inForce().isEmpty());
            scene.cluster.litmus().operatorUp();
            Verification later = scene.engine().undo(session.undoOf(LitmusScene.order(DOSE)));
            assertEquals(Restoration.VERIFIED, later.restoration(), later.detail());
        }
        assertTrue(scene.cluster.objects().isEmpty() && scene.cluster.inForce().isEmpty());
    }

    @Test
    void stoppedBySomebodyElseIsNoticed() {
        Coverage coverage = held(DOSE, () -> {
            patch("{\"spec\":{\"engineState\":\"stop\"}}");
            untilLookedAt();
        });
        assertEquals(0, coverage.coveredAtEnd());
        remarks("somebody stopped it", coverage);
    }

    @Test
    void deletedBySomebodyElseIsNoticed() {
        Coverage coverage = held(DOSE, () -> {
            try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
                other.delete(LitmusKind.ENGINE, LitmusScene.HOME, NAME);
            }
            while (!scene.cluster.objects().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        assertEquals(0, coverage.coveredAtEnd());
        remarks("Somebody else deleted", coverage);
    }

    @Test
    void aPodThatIsReplacedMeanwhileIsNotCoveredAnyLonger() {
        Coverage coverage = held(DOSE, () -> {
            scene.cluster.pods().remove("shop", "checkout-1");
            scene.cluster.pods().add("shop", "checkout-3", Map.of("app", "checkout"));
        });
        assertEquals(2, coverage.covered());
        assertEquals(1, coverage.coveredAtEnd());
    }
}
