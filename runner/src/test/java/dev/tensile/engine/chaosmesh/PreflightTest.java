package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.cluster.AccessRule;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Restoration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must be so before anything starts. */
final class PreflightTest {
    private static final Dose DOSE = ChaosMeshScene.latency(ChaosMeshScene.ALL);

    private final ChaosMeshScene scene = new ChaosMeshScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private String refused(Dose dose) {
        EngineException refused = assertThrows(EngineException.class, () -> scene.open(dose));
        assertEquals(EngineException.Category.ENVIRONMENT, refused.category());
        assertTrue(scene.cluster.objects().isEmpty());
        return String.valueOf(refused.getMessage());
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    @Test
    void saysThatChaosMeshIsNotInstalled() {
        scene.cluster.chaosMesh().notInstalled();
        says("Chaos Mesh is not installed", refused(DOSE));
    }

    @Test
    void asksForEveryVerbWithTheKindInLowerCase() {
        scene.cluster.api().denies(new AccessRule("chaos-mesh.org", "networkchaos", "patch", "shop"));
        says("you may not patch networkchaos in shop", refused(DOSE));
    }

    @Test
    void saysThatNoPodIsThere() {
        scene.cluster.pods().remove("shop", "checkout-1");
        scene.cluster.pods().remove("shop", "checkout-2");
        says("no running pod has app=checkout in shop", refused(DOSE));
    }

    @Test
    void aShareOfConnectionsMustNotBecomeAllPods() {
        BlastRadius tenth = new BlastRadius(Scope.CONNECTIONS, Share.ofPercent(10));
        scene.open(ChaosMeshScene.latency(tenth)).close();
        scene.cluster.pods().remove("shop", "checkout-2");
        says("would be all 1 pods", refused(ChaosMeshScene.latency(tenth)));
    }

    @Test
    void aSecondFaultOfThisKindIsRefused() {
        try (EngineSession other = scene.engine().open(TestPlans.plan(DOSE), "other")) {
            var injection = other.inject(ChaosMeshScene.order(DOSE));
            EngineException refused = assertThrows(EngineException.class, () -> scene.open(DOSE));
            says(
                    "a NetworkChaos is in force on shop/checkout-1 already: tensile-other-r1-d0",
                    "" + refused.getMessage());
            injection.close();
        }
    }

    @Test
    void noCredentialIsInAnyError() {
        String secret = "s3cr3t-t0k3n";
        String kubeconfig = scene.cluster.kubeconfig().replace("not-a-secret", secret);
        ChaosMeshEngine engine = new ChaosMeshEngine(context -> Cluster.of(kubeconfig), "", ChaosMeshScene.SHORT);
        for (int status : new int[] {401, 403, 500}) {
            scene.cluster.api().when("*", ".*").answers(status, "no");
            EngineException refused = assertThrows(EngineException.class, () -> engine.open(TestPlans.plan(DOSE), "x"));
            java.io.StringWriter all = new java.io.StringWriter();
            refused.printStackTrace(new java.io.PrintWriter(all));
            assertTrue(!all.toString().contains(secret), all::toString);
            scene.cluster.api().behaves();
        }
        try (EngineSession session = engine.open(TestPlans.plan(DOSE), "x")) {
            assertTrue(!session.undoOf(ChaosMeshScene.order(DOSE)).toString().contains(secret));
        }
    }

    @Test
    void anUndoIsNotCarriedOutInAnotherCluster() {
        try (EngineSession session = scene.open(DOSE)) {
            var undo = session.undoOf(ChaosMeshScene.order(DOSE));
            try (ChaosMeshScene elsewhere = new ChaosMeshScene()) {
                var seen = elsewhere.engine().undo(undo);
                assertEquals(Restoration.RESIDUE, seen.restoration());
                says("but the kubeconfig leads to", seen.detail());
            }
        }
    }

    @Test
    void aNameIsFitForKubernetesAndNeverTooLong() {
        String name = ChaosResource.of(Translation.of(DOSE), "20261124T030323Z-Abc_12" + "x".repeat(80), 12, 3)
                .name();
        assertTrue(name.length() <= 63 && name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"), name);
    }
}
