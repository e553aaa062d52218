package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.cluster.AccessRule;
import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Restoration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must be so before anything starts. */
@Timeout(60)
final class PreflightTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);

    private final LitmusScene scene = new LitmusScene();

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
    void saysThatLitmusIsNotInstalled() {
        scene.cluster.litmus().notInstalled();
        says("Litmus is not installed", refused(DOSE));
    }

    @Test
    void saysThatAnExperimentIsMissing() {
        scene.cluster.uninstall("pod-network-latency");
        says("there is no ChaosExperiment pod-network-latency in litmus", refused(DOSE));
    }

    @Test
    void asksForEveryVerb() {
        scene.cluster.api().denies(new AccessRule("litmuschaos.io", "chaosengines", "patch", "litmus"));
        scene.cluster.api().denies(new AccessRule("", "pods", "list", "shop"));
        String refused = refused(DOSE);
        says("you may not patch chaosengines in litmus", refused);
        says("you may not list pods in shop", refused);
    }

    @Test
    void saysThatTheServiceAccountIsMissingIfThatCanBeSeen() {
        scene.cluster
                .client()
                .serviceAccounts()
                .inNamespace("litmus")
                .withName("litmus-admin")
                .delete();
        says("there is no service account litmus-admin in litmus", refused(DOSE));
        scene.cluster.api().when("GET", ".*serviceaccounts.*").answers(403);
        scene.open(DOSE).close();
    }

    @Test
    void saysThatNoPodIsThere() {
        scene.cluster.pods().remove("shop", "checkout-1");
        scene.cluster.pods().remove("shop", "checkout-2");
        says("no running pod has app=checkout in shop", refused(DOSE));
    }

    @Test
    void aShareMustNotBecomeAllPods() {
        BlastRadius tenth = new BlastRadius(Scope.CONNECTIONS, Share.ofPercent(10));
        scene.open(LitmusScene.latency(tenth)).close();
        scene.cluster.pods().remove("shop", "checkout-2");
        says("would be all 1 pods", refused(LitmusScene.latency(tenth)));
    }

    @Test
    void aSecondFaultOnTheSamePodsIsRefused() {
        try (EngineSession other = scene.engine().open(TestPlans.plan(DOSE), "other")) {
            var injection = other.inject(LitmusScene.order(DOSE));
            EngineException refused = assertThrows(EngineException.class, () -> scene.open(DOSE));
            says("in force on pods app=checkout in shop already: ChaosEngine tensile-other-r1-d0", "" + refused);
            injection.close();
        }
    }

    @Test
    void noCredentialIsInAnyErrorNorInAnUndo() {
        String secret = "s3cr3t-t0k3n";
        String kubeconfig = scene.cluster.kubeconfig().replace("not-a-secret", secret);
        LitmusEngine engine = new LitmusEngine(context -> Cluster.of(kubeconfig), "", Map.of(), LitmusScene.SHORT);
        for (int status : new int[] {401, 403, 500}) {
            scene.cluster.api().when("*", ".*").answers(status, "no");
            EngineException refused = assertThrows(EngineException.class, () -> engine.open(TestPlans.plan(DOSE), "x"));
            StringWriter all = new StringWriter();
            refused.printStackTrace(new PrintWriter(all));
            assertFalse(all.toString().contains(secret), all::toString);
            scene.cluster.api().behaves();
        }
        try (EngineSession session = engine.open(TestPlans.plan(DOSE), "x")) {
            assertFalse(session.undoOf(LitmusScene.order(DOSE)).toString().contains(secret));
        }
    }

    @Test
    void anUndoIsNotCarriedOutInAnotherCluster() {
        try (EngineSession session = scene.open(DOSE);
                LitmusScene elsewhere = new LitmusScene()) {
            var seen = elsewhere.engine().undo(session.undoOf(LitmusScene.order(DOSE)));
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("but the kubeconfig leads to", seen.detail());
        }
    }

    @Test
    void aNameIsFitForKubernetesAndForChaosCenter() {
        String name = EngineResource.of(
                        Translation.of(DOSE), "litmus", "20261124T030323Z-Abc_12" + "x".repeat(80), 12, 3)
                .name();
        assertTrue(name.length() <= 48 && name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?"), name);
    }

    @Test
    void whatShowsAFaultMustBeSeen() {
        scene.cluster.api().denies(new AccessRule("", "nodes", "get", ""));
        says("you may not get nodes, by which alone it can be shown", refused(LitmusScene.drain()));
        says(
                "resources: [nodes]",
                scene.engine()
                        .diagnose(Optional.of(TestPlans.plan(LitmusScene.drain())))
                        .attachment());
    }

    @Test
    void theDoctorFindsEverythingAndPrintsTheRole() {
        Diagnosis diagnosis = scene.engine().diagnose(Optional.of(TestPlans.plan(DOSE)));
        assertTrue(diagnosis.isWell(), diagnosis::toString);
        says("verbs: [create, get, list, patch, delete]", diagnosis.attachment());
        says("namespace: shop", diagnosis.attachment());
        scene.cluster.uninstall("pod-network-latency");
        assertFalse(scene.engine().diagnose(Optional.of(TestPlans.plan(DOSE))).isWell());
        scene.cluster.litmus().notInstalled();
        assertFalse(scene.engine().diagnose(Optional.empty()).isWell());
    }
}
