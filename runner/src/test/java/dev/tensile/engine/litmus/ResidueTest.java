package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may still be hurt is never said to be restored, and what is mended can be said to be. */
@Timeout(60)
final class ResidueTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);
    private static final String NAME = "tensile-20260101t000000z-test-r1-d0";

    private final LitmusScene scene = new LitmusScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    /** Leaves it hurt, in this process and for any other. */
    private Undo leftBehind(Dose dose, Runnable meanwhile) {
        try (EngineSession session = scene.open(dose)) {
            Undo undo = session.undoOf(LitmusScene.order(dose));
            Injection injection = session.inject(LitmusScene.order(dose));
            meanwhile.run();
            injection.close();
            assertEquals(Restoration.RESIDUE, session.verify().restoration(), session.verify()::detail);
            return undo;
        }
    }

    private Verification recover(Undo undo, Restoration expected) {
        Verification seen = scene.engine().undo(undo);
        assertEquals(expected, seen.restoration(), seen.detail());
        return seen;
    }

    private void deletedBySomebody() {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            other.delete(LitmusKind.ENGINE, LitmusScene.HOME, NAME);
            while (other.get(LitmusKind.ENGINE, LitmusScene.HOME, NAME).isPresent()) {
                Thread.onSpinWait();
            }
        }
    }

    private void resultDeletedBySomebody(String fault) {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            other.delete(LitmusKind.RESULT, LitmusScene.HOME, NAME + "-" + fault);
        }
    }

    @Test
    void aNodeWhoseUndoFailedIsResidueUntilItIsUncordoned() {
        scene.cluster.litmus().failsToRevert("cannot uncordon");
        Undo undo = leftBehind(LitmusScene.drain(), () -> {});
        says("node node-1", recover(undo, Restoration.RESIDUE).detail());
        scene.cluster.client().nodes().withName("node-1").edit(node -> {
            node.getSpec().setUnschedulable(false);
            return node;
        });
        recover(undo, Restoration.VERIFIED);
    }

    @Test
    void aRevertErrorIsResidueAlsoForAnotherProcess() {
        scene.cluster.litmus().failsToRevert("cannot uncordon");
        scene.cluster.litmus().secondsLast(Duration.ofMillis(50));
        try (EngineSession session = scene.open(LitmusScene.drain())) {
            Undo undo = session.undoOf(LitmusScene.order(LitmusScene.drain()));
            session.inject(LitmusScene.order(LitmusScene.drain(), Duration.ofSeconds(1)));
            while (!revertError()) {
                Thread.onSpinWait();
            }
            says("CHAOS_REVERT_ERROR", recover(undo, Restoration.RESIDUE).detail());
        }
    }

    private boolean revertError() {
        try (Cluster other = Cluster.of(scene.cluster.kubeconfig())) {
            return other.list(LitmusKind.RESULT, LitmusScene.HOME).stream()
                    .anyMatch(result -> result.toString().contains("CHAOS_REVERT_ERROR"));
        }
    }

    @Test
    void whenSomebodyDeletesTheEngineItsResultStillTells() {
        scene.cluster.litmus().failsToRevert("tc: device busy");
        Undo undo = leftBehind(DOSE, this::deletedBySomebody);
        assertEquals(2, scene.cluster.inForce().size());
        says("may still be hurt", recover(undo, Restoration.RESIDUE).detail());
        scene.cluster.pods().remove("shop", "checkout-1");
        scene.cluster.pods().remove("shop", "checkout-2");
        recover(undo, Restoration.VERIFIED);
    }

    @Test
    void aPodThatWasMadeLaterUnderTheSameNameIsNotHurt() {
        scene.cluster.litmus().failsToRevert("tc: device busy");
        Undo undo = leftBehind(DOSE, () -> {});
        untilTheNextSecond();
        for (String pod : new String[] {"checkout-1", "checkout-2"}) {
            scene.cluster.pods().remove("shop", pod);
            scene.cluster.pods().add("shop", pod, Map.of("app", "checkout"));
        }
        recover(undo, Restoration.VERIFIED);
    }

    private static void untilTheNextSecond() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        while (Instant.now().truncatedTo(ChronoUnit.SECONDS).equals(now)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatByHandSaysClearsIt() {
        scene.cluster.litmus().failsToRevert("tc: device busy");
        Undo undo = leftBehind(DOSE, () -> {});
        says(
                "kubectl delete chaosresult " + NAME + "-pod-network-latency -n litmus",
                recover(undo, Restoration.RESIDUE).detail());
        deletedBySomebody();
        resultDeletedBySomebody("pod-network-latency");
        recover(undo, Restoration.VERIFIED);
    }

    @Test
    void aFaultWithoutAnyEvidenceLeftIsResidueToWhoeverKnowsOfIt() {
        scene.cluster.litmus().failsToRevert("tc: device busy");
        leftBehind(DOSE, () -> {
            deletedBySomebody();
            resultDeletedBySomebody("pod-network-latency");
        });
    }
}
