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

    @Test
    void saysWhatTheOtherEndLacks() {
        scene.cluster.pods().remove("shop", "payments-1");
        says("no running pod has app=payments in shop", refused(DOSE));
    }

    @Test
    void asksForTheEventsAndForThePods() {
        scene.cluster.api().denies(new AccessRule("", "events", "list", "shop"));
        says("you may not list events in shop", refused(DOSE));
    }

    @Test
    void whoMaySeeNoPodIsToldWhichRightsAreMissingAndNotOnlyThat() {
        scene.cluster.api().denies(new AccessRule("", "pods", "list", "shop"));
        scene.cluster.api().denies(new AccessRule("chaos-mesh.org", "networkchaos", "create", "shop"));
        scene.cluster.api().when("GET", ".*/pods").answers(403);
        String why = refused(DOSE);
        says("you may not list pods in shop", why);
        says("you may not create networkchaos in shop", why);
    }

    @Test
    void moreInstancesThanThereAreAreRefused() {
        says("2 run", refused(ChaosMeshScene.latency(BlastRadius.instances(4))));
    }

    @Test
    void thePodsOfWhatInjectsAreSpared() {
        scene.cluster
                .pods()
                .add("shop", "checkout-9", java.util.Map.of("app", "checkout", "app.kubernetes.io/name", "chaos-mesh"));
        says("shop/checkout-9 is a part of what injects", refused(DOSE));
    }

    @Test
    void aContainerOrAVolumeThatIsNotThereIsNamed() {
        Dose disk = new Dose(
                new dev.tensile.experiment.ProgramFault.DiskDelay(
                        ChaosMeshScene.PROGRAM, new dev.tensile.experiment.Volume("/data", "")),
                ChaosMeshScene.ALL,
                new dev.tensile.experiment.Intensity.Delay(java.time.Duration.ofMillis(50), java.time.Duration.ZERO));
        says("nothing is mounted at /data in container \"app\" of shop/checkout-1", refused(disk));
    }

    @Test
    void anotherClusterAtTheSameAddressIsRecognised() {
        try (EngineSession session = scene.open(DOSE)) {
            var undo = session.undoOf(ChaosMeshScene.order(DOSE));
            assertTrue(!String.valueOf(undo.handle().get("cluster")).isEmpty());
            java.util.Map<String, String> handle = new java.util.HashMap<>(undo.handle());
            handle.put("cluster", "another");
            var seen = scene.engine().undo(new dev.tensile.run.Undo(undo.engine(), undo.kind(), handle));
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("another cluster listens at", seen.detail());
        }
    }

    @Test
    void anOldReleaseIsRecognisedAlsoWhereDefinitionsMayNotBeRead() {
        Dose returns = new Dose(
                new dev.tensile.experiment.ProgramFault.Jvm(
                        ChaosMeshScene.PROGRAM,
                        new dev.tensile.experiment.JvmHarm.ReturnFrom(
                                dev.tensile.experiment.JvmHarm.Method.parse("a.B#c"), "1")),
                new BlastRadius(Scope.INSTANCES, Share.ofPercent(50)),
                new dev.tensile.experiment.Intensity.Full());
        scene.cluster.api().when("GET", "/apis/apiextensions.*").answers(403);
        scene.open(returns).close();
        scene.cluster.chaosMesh().release(dev.tensile.demo.cluster.Release.BEFORE_2_8);
        EngineException old = assertThrows(EngineException.class, () -> scene.open(returns));
        says("before 2.8 has one field", "" + old.getMessage());
        scene.cluster.api().when("GET", "/openapi.*").answers(403);
        EngineException unseen = assertThrows(EngineException.class, () -> scene.open(returns));
        says("it cannot be seen whether", "" + unseen.getMessage());
    }
}
