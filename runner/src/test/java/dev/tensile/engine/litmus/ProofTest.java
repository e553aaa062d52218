package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What shows that a fault is in force, and what does not. */
@Timeout(60)
final class ProofTest {
    private static final Dose DOSE = LitmusScene.latency(LitmusScene.ALL);

    private final LitmusScene scene = new LitmusScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    private EngineException refused(Dose dose, Category category) {
        return refused(dose, category, Duration.ofMinutes(5));
    }

    private EngineException refused(Dose dose, Category category, Duration limit) {
        try (EngineSession session = scene.open(dose)) {
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(LitmusScene.order(dose, limit)));
            assertEquals(category, refused.category(), refused.getMessage());
            return refused;
        }
    }

    private Coverage held(Dose dose) {
        try (EngineSession session = scene.open(dose)) {
            Injection injection = session.inject(LitmusScene.order(dose));
            injection.close();
            assertEquals(Restoration.VERIFIED, session.verify().restoration(), session.verify()::detail);
            assertTrue(scene.cluster.inForce().isEmpty());
            return (Coverage) injection.delivered();
        }
    }

    @Test
    void thatItAnnouncedItselfIsNotThatItIsInForce() {
        scene.cluster.litmus().announcesOnly();
        String refused = "" + refused(DOSE, Category.BROKEN).getMessage();
        says("0 of 2 pods are under the fault", refused);
        says("had begun, and nothing shows that what it hurt was put back", refused);
    }

    @Test
    void aPassBeforeAnythingWasSeenInjectedIsNotInForce() {
        scene.cluster.litmus().announcesOnly();
        scene.cluster.litmus().secondsLast(Duration.ofMillis(50));
        String refused =
                "" + refused(DOSE, Category.BROKEN, Duration.ofSeconds(1)).getMessage();
        says("its time was over before it was shown to be injected", refused);
    }

    @Test
    void thatTheFirstPodIsHurtIsNotThatAllAre() {
        scene.cluster.litmus().targetsFollowAfter(Duration.ofHours(1));
        says(
                "1 of 2 pods are under the fault",
                "" + refused(DOSE, Category.NOT_DELIVERED).getMessage());
    }

    @Test
    void everyPodHasATimeOfItsOwn() {
        scene.cluster.litmus().targetsFollowAfter(Duration.ofMillis(300));
        List<Instant> times = held(DOSE).changes().stream()
                .filter(change -> change.act() == Delivered.Act.APPLIED)
                .map(Delivered.Change::at)
                .sorted()
                .toList();
        assertEquals(2, times.size());
        Duration apart = Duration.between(times.get(0), times.get(1));
        assertTrue(apart.compareTo(Duration.ofMillis(200)) > 0, apart::toString);
    }

    @Test
    void aKilledContainerIsShownByItsRestart() {
        Dose crash =
                new Dose(new ProgramFault.Crash(LitmusScene.PROGRAM), BlastRadius.instances(1), new Intensity.Full());
        Coverage coverage = held(crash);
        assertEquals(1, coverage.covered());
        assertEquals(2, coverage.matched());
    }

    @Test
    void whatANativeFaultDoesOnceIsCoveredAtItsEndToo() {
        Dose kill = new Dose(
                new Fault.Native(LitmusScene.PROGRAM, "litmus", "pod-delete", "FORCE: \"true\""),
                BlastRadius.instances(1),
                new Intensity.Full());
        Coverage coverage = held(kill);
        assertEquals(1, coverage.covered());
        assertEquals(coverage.covered(), coverage.coveredAtEnd());
    }

    @Test
    void aDrainedNodeIsShownByTheNode() {
        assertEquals(1, held(LitmusScene.drain()).covered());
    }

    @Test
    void aDrainInNameOnlyIsNotInForce() {
        scene.cluster.litmus().injectsInNameOnly();
        refused(LitmusScene.drain(), Category.NOT_DELIVERED);
    }

    @Test
    void aPartitionIsShownByItsPolicy() {
        assertEquals(
                1, held(LitmusScene.ofItsOwn("pod-network-partition", "{}")).covered());
    }

    @Test
    void whatSomebodyElseHasChangedAlreadyIsNoProof() {
        try (EngineSession session = scene.open(LitmusScene.drain());
                EngineSession other = scene.engine().open(TestPlans.plan(LitmusScene.drain()), "other")) {
            other.inject(LitmusScene.order(LitmusScene.drain()));
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(LitmusScene.order(LitmusScene.drain())));
            says("in force already", "" + refused.getMessage());
        }
    }

    @Test
    void whatLitmusTellsOnlyAtTheEndIsNotEvenBegun() {
        Dose hog = new Dose(
                new Fault.Native(LitmusScene.PROGRAM, "litmus", "pod-cpu-hog-exec", "{}"),
                LitmusScene.ALL,
                new Intensity.Full());
        says("only when all is over", "" + refused(hog, Category.NOT_DELIVERED).getMessage());
        assertTrue(scene.cluster.requests().stream()
                .noneMatch(
                        asked -> asked.method().equals("POST") && asked.path().contains("chaosengines")));
        assertFalse(Translation.of(hog).warnings().isEmpty(), "the plan says so");
    }

    @Test
    void podsOfAStatefulSetAreHurtToo() {
        ownedBy("StatefulSet", "checkout-1", "checkout-2");
        assertEquals(2, held(DOSE).covered());
    }

    @Test
    void podsOfSeveralKindsOfOwnersAreRefused() {
        ownedBy("DaemonSet", "checkout-1");
        EngineException refused = assertThrows(EngineException.class, () -> scene.open(DOSE));
        says("belong to [daemonset, deployment]", "" + refused.getMessage());
    }

    private void ownedBy(String kind, String... pods) {
        for (String pod : pods) {
            scene.cluster
                    .client()
                    .pods()
                    .inNamespace("shop")
                    .withName(pod)
                    .edit(one -> new PodBuilder(one)
                            .editMetadata()
                            .addNewOwnerReference()
                            .withApiVersion("apps/v1")
                            .withKind(kind)
                            .withName("checkout")
                            .withUid("u")
                            .endOwnerReference()
                            .endMetadata()
                            .build());
        }
    }

    @Test
    void whatNoWholePercentMakesIsRefused() {
        for (int i = 3; i <= 150; i++) {
            scene.cluster.pods().add("shop", "checkout-" + i, Map.of("app", "checkout"));
        }
        BlastRadius radius = new BlastRadius(Scope.INSTANCES, Share.ofPercent(2));
        scene.open(LitmusScene.latency(radius)).close();
        for (int i = 151; i <= 250; i++) {
            scene.cluster.pods().add("shop", "checkout-" + i, Map.of("app", "checkout"));
        }
        BlastRadius three = new BlastRadius(Scope.INSTANCES, Share.ofPercent(1));
        EngineException refused = assertThrows(EngineException.class, () -> scene.open(LitmusScene.latency(three)));
        says("cannot take 3 of 250 pods", "" + refused.getMessage());
    }
}
