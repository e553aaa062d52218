package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.cluster.Release;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every state that the controllers can leave a fault in, and what becomes of it here. */
@Timeout(60)
final class ChaosMeshStatesTest {
    private static final Dose DOSE = ChaosMeshScene.latency(ChaosMeshScene.ALL);

    private final ChaosMeshScene scene = new ChaosMeshScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private EngineException refused(Dose dose) {
        try (EngineSession session = scene.open(dose)) {
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(dose)));
            assertEquals(EngineException.Category.NOT_DELIVERED, refused.category(), refused.getMessage());
            assertTrue(scene.cluster.objects().isEmpty(), () -> "left: " + scene.cluster.objects());
            assertTrue(scene.cluster.inForce().isEmpty());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
            return refused;
        }
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    private static void says(String expected, EngineException refused) {
        says(expected, String.valueOf(refused.getMessage()));
    }

    private Coverage held(Dose dose, Runnable meanwhile) {
        return held(ChaosMeshScene.order(dose), meanwhile);
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
        while (scene.cluster.requests().size() < before + 3) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDoseIsCoveredByEveryPodThatWasAskedForAndItsTimesAreTheControllers() {
        Instant before = Instant.now().minusSeconds(2);
        Coverage coverage = held(DOSE, () -> {});
        assertEquals(2, coverage.matched());
        assertEquals(2, coverage.covered());
        assertEquals(2, coverage.coveredAtEnd());
        Instant from = coverage.inForceFrom().orElseThrow();
        Instant until = coverage.inForceUntil().orElseThrow();
        assertTrue(
                from.isAfter(before) && !until.isBefore(from.minus(coverage.rounding())), () -> from + " to " + until);
        says("networkchaos tensile-20260101t000000z-test-r1-d0 -n shop", coverage.resource());
    }

    @Test
    void aShareOfThePodsIsRoundedUpToWholeOnes() {
        BlastRadius third =
                new BlastRadius(dev.tensile.experiment.Scope.INSTANCES, dev.tensile.experiment.Share.ofPercent(30));
        Coverage coverage = held(ChaosMeshScene.latency(third), () -> {});
        assertEquals(2, coverage.matched());
        assertEquals(1, coverage.covered());
    }

    @Test
    void noTargetFailsAtOnceAndIsNotWaitedFor() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.pods().remove("shop", "payments-1");
            long begun = System.nanoTime();
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(DOSE)));
            says("no target", refused);
            assertTrue(System.nanoTime() - begun < ChaosMeshScene.SHORT.inject().toNanos());
        }
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void applyingThatFailsForEverIsNotInForceAlthoughTheConditionSaysRecovered() {
        scene.cluster.chaosMesh().applyFails("cannot find daemonIP on node n1");
        says("cannot find daemonIP on node n1", refused(DOSE));
    }

    @Test
    void oneOfTwoPodsFailingIsNotInForce() {
        scene.cluster.chaosMesh().applyFailsOn("shop/checkout-2", "container not found");
        says("shop/checkout-2: container not found", refused(DOSE));
    }

    @Test
    void applyingThatFailsAtFirstIsWaitedForAndItsFailuresAreKept() {
        scene.cluster.chaosMesh().applyFailsFirst(2, "daemon is starting");
        Coverage coverage = held(DOSE, () -> {});
        assertEquals(2, coverage.covered());
        assertTrue(
                coverage.changes().stream().anyMatch(change -> change.message().contains("daemon is starting")));
    }

    @Test
    void recoveringThatFailsIsResidueWithTheReasonAndIsNeverForced() {
        try (EngineSession session = scene.open(DOSE)) {
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            scene.cluster.chaosMesh().recoverFails("iptables: device busy");
            injection.close();
            Verification seen = session.verify();
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("tensile recover", seen.detail());
            says("iptables: device busy", String.join(" ", ((Coverage) injection.delivered()).remarks()));
            assertEquals(1, scene.cluster.objects().size());
            assertFalse(scene.cluster.inForce().isEmpty());

            scene.cluster.chaosMesh().recoverWorks();
            Verification recovered = scene.engine().undo(session.undoOf(ChaosMeshScene.order(DOSE)));
            assertEquals(Restoration.VERIFIED, recovered.restoration(), recovered.detail());
        }
        assertTrue(scene.cluster.objects().isEmpty() && scene.cluster.inForce().isEmpty());
    }

    @Test
    void whatIsDoneOnceIsInForceWhenDoneAndItsObjectIsRemoved() {
        try (EngineSession session = scene.open(ChaosMeshScene.kill())) {
            Injection injection = session.inject(ChaosMeshScene.order(ChaosMeshScene.kill()));
            injection.close();
            Coverage coverage = (Coverage) injection.delivered();
            assertEquals(1, coverage.covered());
            assertEquals(2, coverage.matchedAtEnd(), "another pod takes its place");
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
        assertTrue(scene.cluster.objects().isEmpty());
    }

    private void patch(String mergePatch) {
        try (dev.tensile.engine.kubernetes.Cluster other =
                dev.tensile.engine.kubernetes.Cluster.of(scene.cluster.kubeconfig())) {
            other.patch(ChaosKind.NETWORK.resource(), "shop", "tensile-20260101t000000z-test-r1-d0", mergePatch);
        }
    }

    @Test
    void pausedBySomebodyElseAndResumedIsNoticed() {
        Coverage coverage = held(DOSE, () -> {
            patch("{\"metadata\":{\"annotations\":{\"experiment.chaos-mesh.org/pause\":\"true\"}}}");
            untilLookedAt();
            patch("{\"metadata\":{\"annotations\":{\"experiment.chaos-mesh.org/pause\":null}}}");
            untilLookedAt();
        });
        assertEquals(0, coverage.coveredAtEnd());
        says("somebody paused it", String.join(" ", coverage.remarks()));
    }

    @Test
    void deletedBySomebodyElseIsNoticed() {
        Coverage coverage = held(DOSE, () -> {
            try (dev.tensile.engine.kubernetes.Cluster other =
                    dev.tensile.engine.kubernetes.Cluster.of(scene.cluster.kubeconfig())) {
                other.delete(ChaosKind.NETWORK.resource(), "shop", "tensile-20260101t000000z-test-r1-d0");
            }
            while (!scene.cluster.objects().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        assertEquals(0, coverage.coveredAtEnd());
        says("Somebody else deleted", String.join(" ", coverage.remarks()));
    }

    @Test
    void aTimeThatIsOverWhileItIsHeldIsNoticed() {
        Coverage coverage = held(ChaosMeshScene.order(DOSE, Duration.ofMillis(500)), () -> {
            while (!scene.cluster.inForce().isEmpty()) {
                Thread.onSpinWait();
            }
            untilLookedAt();
        });
        assertEquals(2, coverage.covered());
        assertEquals(0, coverage.coveredAtEnd());
        says("its time was over", String.join(" ", coverage.remarks()));
    }

    @Test
    void aTimeThatIsOverBeforeItIsInjectedIsNotInForce() {
        scene.cluster.chaosMesh().clockSkew(Duration.ofHours(1));
        says("its time was over before it was injected", refused(DOSE));
    }

    @Test
    void aPodThatVanishesIsNoLongerCoveredAndIsNoResidue() {
        try (EngineSession session = scene.open(DOSE)) {
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            scene.cluster.pods().remove("shop", "checkout-1");
            scene.cluster.pods().add("shop", "checkout-3", java.util.Map.of("app", "checkout"));
            injection.close();
            Coverage coverage = (Coverage) injection.delivered();
            assertEquals(2, coverage.covered());
            assertEquals(1, coverage.coveredAtEnd());
            assertEquals(2, coverage.matchedAtEnd());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aServerThatWritesLessIntoItsRecordsIsUnderstood() {
        scene.cluster.chaosMesh().release(Release.BEFORE_2_3);
        Coverage coverage = held(DOSE, () -> {});
        assertEquals(2, coverage.covered());
        assertTrue(coverage.inForceFrom().isEmpty(), "its times are not known");
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void refusalsOfTheWebhookAreToldInItsWords() {
        scene.cluster.chaosMesh().forbids("system:serviceaccount:ci:runner", "shop");
        says("system:serviceaccount:ci:runner is forbidden on namespace shop", refused(DOSE));
    }

    @Test
    void aWebhookThatIsDownIsNotInForce() {
        scene.cluster.chaosMesh().webhookDown();
        EngineException refused;
        try (EngineSession session = scene.open(DOSE)) {
            refused = assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(DOSE)));
        }
        says("status 500", refused);
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void controllersThatDoNothingAreNotInForce() {
        try (EngineSession session = scene.open(DOSE)) {
            scene.cluster.chaosMesh().controllerDown();
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(DOSE)));
            says("is chaos-controller-manager running?", refused);
        }
        assertTrue(scene.cluster.inForce().isEmpty());
    }

    @Test
    void anObjectWhoseCreationWasNeverAnsweredIsFoundByItsName() {
        scene.cluster.api().when("POST", ".*/networkchaos").times(1).isDoneButNeverAnswered();
        assertEquals(2, held(DOSE, () -> {}).covered());
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void anApiServerThatStumblesGivesNoWrongAnswer() {
        for (int status : new int[] {410, 429, 500, 503}) {
            scene.cluster.api().when("GET", ".*/networkchaos/.*").times(6).answers(status);
            assertEquals(2, held(DOSE, this::untilLookedAt).coveredAtEnd(), () -> "after " + status);
            scene.cluster.api().behaves();
        }
        scene.cluster.api().when("GET", ".*/networkchaos/.*").times(3).answersGarbage();
        assertEquals(2, held(DOSE, this::untilLookedAt).coveredAtEnd());
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void aPauseThatIsRefusedForAWhileIsAskedForAgain() {
        try (EngineSession session = scene.open(DOSE)) {
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            scene.cluster.api().when("PATCH", ".*").times(9).answers(503);
            injection.close();
            assertTrue(scene.cluster.inForce().isEmpty());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aSlowApiServerIsSurvived() {
        scene.cluster.api().when("*", ".*/networkchaos.*").answersAfter(Duration.ofMillis(250));
        assertEquals(2, held(DOSE, () -> {}).coveredAtEnd());
        assertTrue(scene.cluster.objects().isEmpty());
    }

    @Test
    void itIsPausedBeforeItIsDeletedSoThatTheTimesOfItsRecoveryAreKept() {
        held(DOSE, () -> {});
        var acts = scene.cluster.requests().stream()
                .filter(request -> request.path().contains("/networkchaos/"))
                .map(request -> request.method())
                .filter(method -> !method.equals("GET"))
                .toList();
        assertEquals(java.util.List.of("PATCH", "DELETE"), acts);
    }
}
