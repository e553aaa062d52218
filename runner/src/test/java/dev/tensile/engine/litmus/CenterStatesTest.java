package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.litmus.center.FakeChaosCenter;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state that a ChaosCenter, its agent and its books can leave a run in, and what becomes of it here. */
@Timeout(60)
final class CenterStatesTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);
    private static final DoseOrder ORDER = LitmusScene.order(DOSE);

    /** All that can be shown without a kubeconfig. */
    private static final Dose ONE = LitmusScene.latency(BlastRadius.instances(1));

    private static final DoseOrder ONE_ORDER = LitmusScene.order(ONE);

    private final CenterScene center = new CenterScene();

    @AfterEach
    void close() {
        center.close();
    }

    private EngineException refused(LitmusEngine engine, Category category) {
        try (EngineSession session = center.open(engine, ONE)) {
            EngineException refused = assertThrows(EngineException.class, () -> session.inject(ONE_ORDER));
            assertEquals(category, refused.category(), refused.getMessage());
            assertTrue(center.scene.cluster.inForce().isEmpty());
            return refused;
        }
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    private static void says(String expected, EngineException refused) {
        says(expected, String.valueOf(refused.getMessage()));
    }

    private static String remarks(Injection injection) {
        return String.join(" ", ((Coverage) injection.delivered()).remarks());
    }

    private void untilNothingIsInForce() {
        while (!center.scene.cluster.inForce().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsInForceIsSeenInTheClusterAndNothingIsLeftInEither() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Injection injection = session.inject(ORDER);
            assertEquals(2, center.scene.cluster.inForce().size());
            injection.close();
            Coverage coverage = (Coverage) injection.delivered();
            assertEquals(2, coverage.covered());
            assertEquals(2, coverage.coveredAtEnd());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
        assertTrue(center.scene.cluster.objects().isEmpty());
        assertTrue(center.fake.books.experiments.isEmpty());
        assertEquals("Stopped", center.fake.onlyRun().phase);
    }

    @Test
    void aRunThatNoAgentTakesUpIsGivenUpAndMayStillCome() {
        center.agent.takesUp = false;
        EngineException refused = refused(center.engine(), Category.BROKEN);
        says("still Queued: no agent has taken it up", refused);
        says("reversal not confirmed", refused);
    }

    @Test
    void aRunThatNoAgentTakesUpMayStillComeIfNobodySeesTheCluster() {
        center.agent.takesUp = false;
        says("reversal not confirmed", refused(center.blindEngine(), Category.BROKEN));
    }

    @Test
    void anAgentThatDiesWhileARunIsQueuedIsRecognisedAtOnce() {
        center.agent.diesWhileQueued = true;
        EngineException refused = refused(center.blindEngine(), Category.BROKEN);
        says("agent is not connected", refused);
        says("reversal not confirmed", refused);
    }

    @Test
    void anAgentThatIsGoneWhenARunIsStartedIsNamed() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            center.agent.loseAgent();
            EngineException refused = assertThrows(EngineException.class, () -> session.inject(ORDER));
            assertEquals(Category.NOT_DELIVERED, refused.category());
            says("inactive infra", refused);
        }
    }

    @Test
    void withoutAKubeconfigAStopIsNotTakenForAReversal() {
        Undo undo;
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            undo = session.undoOf(ONE_ORDER);
            Injection injection = session.inject(ONE_ORDER);
            assertEquals(1, ((Coverage) injection.delivered()).covered());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
            injection.close();
            untilNothingIsInForce();
            says("what the agent told ChaosCenter", remarks(injection));
            says("stop requested; reversal not confirmed", remarks(injection));
            Verification seen = session.verify();
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("stop requested; reversal not confirmed", seen.detail());
        }
        assertEquals(Restoration.RESIDUE, center.blindEngine().undo(undo).restoration());
        Verification seeing = center.engine().undo(undo);
        assertEquals(Restoration.VERIFIED, seeing.restoration(), seeing.detail());
        assertTrue(center.scene.cluster.objects().isEmpty());
    }

    @Test
    void aKubeconfigOfAnotherClusterConfirmsNothing() {
        try (LitmusScene other = new LitmusScene()) {
            other.cluster.pods().add(LitmusScene.HOME, "subscriber-1", Map.of("app", "subscriber"));
            LitmusEngine engine = new LitmusEngine(
                    context -> Cluster.of(other.cluster.kubeconfig()), "", center.environment(), LitmusScene.SHORT);
            try (EngineSession session = center.open(engine, ONE)) {
                Injection injection = session.inject(ONE_ORDER);
                assertEquals(1, center.scene.cluster.inForce().size());
                injection.close();
                says("reversal not confirmed", remarks(injection));
                assertEquals(Restoration.RESIDUE, session.verify().restoration());
            }
        }
    }

    @Test
    void anAgentThatDoesNotStopTheFaultIsDoneWithoutIfTheClusterIsAtHand() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Injection injection = session.inject(ORDER);
            center.agent.obeys = false;
            injection.close();
            assertTrue(center.scene.cluster.inForce().isEmpty());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aFaultThatIsNotRevertedIsResidue() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            center.scene.cluster.litmus().failsToRevert("tc: device busy");
            Injection injection = session.inject(ORDER);
            injection.close();
            says("may still be hurt", remarks(injection));
            assertEquals(Restoration.RESIDUE, session.verify().restoration());
        }
    }

    @Test
    void aRunThatEndsByItselfIsSeenToBeRevertedAndItsScoreIsNotOurVerdict() {
        center.scene.cluster.litmus().secondsLast(Duration.ofMillis(200));
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            Injection injection = session.inject(LitmusScene.order(ONE, Duration.ofSeconds(3)));
            while (!center.fake.onlyRun().phase.equals("Completed")) {
                Thread.onSpinWait();
            }
            injection.close();
            says("its time was over", remarks(injection));
            assertEquals("87.5 of 100; without probes it says nothing", ((Coverage) injection.delivered()).ownScore());
            assertEquals(0, ((Coverage) injection.delivered()).coveredAtEnd());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aPhaseThatNobodyKnowsIsNoEnd() {
        center.agent.phase = "Pondering";
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            assertEquals(1, ((Coverage) session.inject(ONE_ORDER).delivered()).covered());
        }
    }

    @Test
    void aRunThatEndsBeforeItsFaultWasSeenMayHaveLeftItsEngine() {
        center.agent.phase = "Error";
        center.scene.cluster.litmus().runnerNeverStarts();
        EngineException refused = refused(center.blindEngine(), Category.BROKEN);
        says("its run ended, Error", refused);
        says("reversal not confirmed", refused);
    }

    @Test
    void aFaultThatSaysThatItFailedIsNotInForce() {
        center.scene.cluster.litmus().failsToInject("CHAOS_INJECT_ERROR", "no such interface");
        says("CHAOS_INJECT_ERROR: no such interface", refused(center.engine(), Category.NOT_DELIVERED));
        assertTrue(center.scene.cluster.objects().isEmpty());
    }

    @Test
    void aTokenThatExpiresMeanwhileIsRenewed() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Injection injection = session.inject(ORDER);
            center.fake.expireTokens();
            injection.close();
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
        assertEquals("Stopped", center.fake.onlyRun().phase);
    }

    @Test
    void aUserWithTheInitialPasswordAndOneWithoutAProjectAreToldSo() {
        center.fake.initialPassword = true;
        EngineException refused = assertThrows(EngineException.class, () -> center.open(center.engine(), DOSE));
        assertEquals(Category.ENVIRONMENT, refused.category());
        says("initial password", refused);
        Map<String, String> machine = Map.of(
                "TENSILE_CHAOSCENTER_URL", center.fake.url().toString(),
                "TENSILE_CHAOSCENTER_TOKEN", center.fake.newToken());
        center.fake.projects.clear();
        LitmusEngine engine = new LitmusEngine(context -> center.noCluster(), "", machine, LitmusScene.SHORT);
        assertEquals(
                Category.ENVIRONMENT,
                assertThrows(EngineException.class, () -> center.open(engine, DOSE))
                        .category());
    }

    @Test
    void anInfrastructureOfOneNamespaceReachesNoOther() {
        center.fake.books.infras.get(0).put("infraScope", "namespace");
        EngineException refused = assertThrows(EngineException.class, () -> center.open(center.engine(), DOSE));
        says("reaches only its own namespace, not shop", refused);
    }

    @Test
    void aServiceThatTheClusterReachesGetsAProbeForAsLongAsTheRun() {
        try (EngineSession session = center.engine().open(withServices(), "run-1")) {
            Injection injection = session.inject(ORDER);
            assertEquals(1, center.fake.books.probes.size());
            String probe = center.fake.books.probes.keySet().iterator().next();
            assertTrue(probe.startsWith("tensile-the-shop-"), probe);
            says("http://shop.shop:8080/health", String.valueOf(center.fake.books.probes.get(probe)));
            injection.close();
        }
        assertTrue(center.fake.books.probes.isEmpty(), "its own probes go with it");
    }

    @Test
    void aProbeThatWasThereBeforeStaysAndOneOfADeadRunGoesWithItsRecovery() {
        Undo undo;
        try (EngineSession dead = center.engine().open(withServices(), "run-1")) {
            undo = dead.undoOf(ORDER);
            dead.inject(ORDER);
            try (EngineSession later = center.blindEngine().open(withServices(), "run-2")) {
                assertEquals("", later.undoOf(ORDER).handle().get("probes"));
            }
            assertEquals(1, center.fake.books.probes.size(), "it is the other one's");
            Verification seen = center.engine().undo(undo);
            assertEquals(Restoration.VERIFIED, seen.restoration(), seen.detail());
            assertTrue(center.fake.books.probes.isEmpty());
        }
    }

    private static Plan withServices() {
        Experiment bare = TestPlans.plan(DOSE).experiment();
        Experiment experiment = new Experiment(
                bare.name(),
                "",
                "",
                List.of(),
                bare.environment(),
                List.of(
                        new Service("The Shop", URI.create("http://shop.shop:8080"), "/health", SourceRef.NONE),
                        new Service("mine", URI.create("http://127.0.0.1:8080"), "/health", SourceRef.NONE),
                        DOSE.fault().on()),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                bare.ladder(),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "test", "", "", 1);
    }

    @Test
    void noSecretIsInAnUndoOrAnError() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Undo undo = session.undoOf(ORDER);
            assertFalse(undo.toString().contains(FakeChaosCenter.PASSWORD));
            assertEquals(center.fake.url().toString(), undo.handle().get("url"));
            center.scene.cluster.litmus().failsToInject("CHAOS_INJECT_ERROR", "no");
            EngineException refused = assertThrows(EngineException.class, () -> session.inject(ORDER));
            StringWriter all = new StringWriter();
            refused.printStackTrace(new PrintWriter(all));
            assertFalse(all.toString().contains(FakeChaosCenter.PASSWORD));
        }
        assertFalse(center.engine().where().contains(FakeChaosCenter.PASSWORD));
    }

    @Test
    void anUndoIsNotCarriedOutInAnotherChaosCenter() {
        try (EngineSession session = center.open(center.engine(), DOSE);
                CenterScene elsewhere = new CenterScene()) {
            Undo undo = session.undoOf(ORDER);
            Verification other = elsewhere.engine().undo(undo);
            assertEquals(Restoration.RESIDUE, other.restoration());
            says(center.fake.url().toString(), other.detail());
            assertEquals(Restoration.RESIDUE, center.scene.engine().undo(undo).restoration());
        }
    }

    @Test
    void withoutAKubeconfigMoreThanOneInstanceIsNotEvenBegun() {
        try (EngineSession session = center.open(center.blindEngine(), DOSE)) {
            EngineException refused = assertThrows(EngineException.class, () -> session.inject(ORDER));
            assertEquals(Category.NOT_DELIVERED, refused.category(), refused.getMessage());
            says("it needs a kubeconfig", refused);
            assertTrue(center.fake.books.runs.isEmpty());
        }
    }

    @Test
    void aSlowAgentsEngineIsWaitedForAndTakenBack() {
        center.agent.takesUp = false;
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Undo undo = session.undoOf(ORDER);
            assertThrows(EngineException.class, () -> session.inject(ORDER));
            assertEquals("Stopped", center.fake.onlyRun().phase);
            center.agent.takeUpLate(center.fake.onlyRun(), center.fake.books.experiments);
            while (center.scene.cluster.inForce().size() < 2) {
                Thread.onSpinWait();
            }
            assertEquals(Restoration.RESIDUE, session.verify().restoration());
            Verification seen = center.engine().undo(undo);
            assertEquals(Restoration.VERIFIED, seen.restoration(), seen.detail());
        }
        assertTrue(center.scene.cluster.inForce().isEmpty());
    }

    @Test
    void whenSomebodyDeletesTheEngineItsResultIsStillRead() {
        center.scene.cluster.litmus().failsToRevert("tc: device busy");
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            Undo undo = session.undoOf(ORDER);
            Injection injection = session.inject(ORDER);
            center.scene
                    .cluster
                    .client()
                    .genericKubernetesResources(LitmusScene.of("ChaosEngine"))
                    .inNamespace(LitmusScene.HOME)
                    .delete();
            while (!center.scene.cluster.objects().isEmpty()) {
                Thread.onSpinWait();
            }
            injection.close();
            says("may still be hurt", remarks(injection));
            assertEquals(Restoration.RESIDUE, session.verify().restoration());
            assertEquals(Restoration.RESIDUE, center.engine().undo(undo).restoration());
        }
    }

    @Test
    void anUndoThatLooksIntoAnotherClusterConfirmsNothing() {
        try (LitmusScene other = new LitmusScene()) {
            other.cluster.pods().add(LitmusScene.HOME, "subscriber-1", Map.of("app", "subscriber"));
            LitmusEngine engine = new LitmusEngine(
                    context -> Cluster.of(other.cluster.kubeconfig()), "", center.environment(), LitmusScene.SHORT);
            try (EngineSession session = center.open(engine, ONE)) {
                Undo undo = session.undoOf(ONE_ORDER);
                session.inject(ONE_ORDER);
                Verification seen = engine.undo(undo);
                assertEquals(Restoration.RESIDUE, seen.restoration(), seen.detail());
            }
        }
    }

    @Test
    void aRunWhoseStartWasNeverAnsweredIsFoundByItsExperimentAndStopped() {
        try (EngineSession session = center.open(center.engine(), DOSE)) {
            center.fake.losesTheAnswerOf("RunExperiment");
            EngineException refused = assertThrows(EngineException.class, () -> session.inject(ORDER));
            assertTrue(center.scene.cluster.inForce().isEmpty(), refused.getMessage());
            assertEquals(Restoration.VERIFIED, session.verify().restoration(), refused.getMessage());
        }
        assertEquals("Stopped", center.fake.onlyRun().phase);
    }

    @Test
    void aRunThatCompletesWithFailedProbesIsNoFailureOfTheFault() {
        center.scene.cluster.litmus().secondsLast(Duration.ofMillis(200));
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            Injection injection = session.inject(LitmusScene.order(ONE, Duration.ofSeconds(1)));
            center.agent.completed = "Completed_With_Probe_Failure";
            while (!center.fake.onlyRun().completed) {
                Thread.onSpinWait();
            }
            injection.close();
            says("its time was over", remarks(injection));
            assertEquals(1, ((Coverage) injection.delivered()).covered());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void aRunThatSomebodyStopsInChaosCenterIsNoticedAlthoughItsDataIsFrozen() {
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            Injection injection = session.inject(ONE_ORDER);
            center.fake.onlyRun().phase = "Stopped";
            center.fake.onlyRun().completed = true;
            injection.close();
            says("somebody stopped it", remarks(injection));
            assertEquals(0, ((Coverage) injection.delivered()).coveredAtEnd());
            assertEquals(Restoration.RESIDUE, session.verify().restoration());
        }
    }

    @Test
    void thePreflightLooksIntoTheClusterIfItCan() {
        center.scene.cluster.uninstall("pod-network-latency");
        center.scene
                .cluster
                .api()
                .denies(new dev.tensile.demo.cluster.AccessRule("litmuschaos.io", "chaosengines", "list", "litmus"));
        EngineException refused = assertThrows(EngineException.class, () -> center.open(center.engine(), DOSE));
        says("there is no ChaosExperiment pod-network-latency", refused);
        says("you may not list chaosengines in litmus", refused);
    }

    @Test
    void aRefusalOfTheClusterIsNotAskedAgain() {
        try (LitmusScene other = new LitmusScene()) {
            other.cluster.pods().add(LitmusScene.HOME, "subscriber-1", Map.of("app", "subscriber"));
            LitmusEngine engine = new LitmusEngine(
                    context -> Cluster.of(other.cluster.kubeconfig()), "", center.environment(), LitmusScene.SHORT);
            try (EngineSession session = center.open(engine, ONE)) {
                other.cluster.api().when("GET", ".*chaosengines.*").answers(403);
                says("it is forbidden", assertThrows(EngineException.class, () -> session.inject(ONE_ORDER)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 422, 200})
    void aChaosCenterThatStumblesWhileTheFaultIsHeldIsNotDead(int status) {
        try (EngineSession session = center.open(center.blindEngine(), ONE)) {
            Injection injection = session.inject(ONE_ORDER);
            center.fake.stumblesWith(status);
            long end = System.nanoTime()
                    + LitmusScene.SHORT.ofCenter().silence().multipliedBy(2).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertTrue(session.isAlive());
            center.fake.stumblesWith(0);
            injection.close();
        }
    }

    @Test
    void theDoctorLooksAtEverythingAndSaysWhetherReversalCanBeSeen() {
        Diagnosis seeing = center.engine().diagnose(Optional.of(TestPlans.plan(DOSE)));
        assertTrue(seeing.isWell(), seeing::toString);
        Diagnosis wide = center.blindEngine().diagnose(Optional.of(TestPlans.plan(DOSE)));
        assertFalse(wide.isWell(), wide::toString);
        assertTrue(center.blindEngine().check(TestPlans.plan(DOSE)).stream()
                .anyMatch(problem -> problem.toString().contains("needs a kubeconfig")));
        Diagnosis blind = center.blindEngine().diagnose(Optional.of(TestPlans.plan(ONE)));
        assertTrue(blind.isWell() && blind.toString().contains("nobody can see"), blind::toString);
        center.agent.loseAgent();
        center.fake.books.infras.get(0).put("isActive", false);
        assertFalse(center.engine().diagnose(Optional.empty()).isWell());
    }
}
