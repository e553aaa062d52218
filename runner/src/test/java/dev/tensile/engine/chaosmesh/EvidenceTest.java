package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Delivered.Coverage;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a fault when nobody could look, when others meddle, and when what should take it back refuses. */
@Timeout(60)
final class EvidenceTest {
    private static final Dose DOSE = ChaosMeshScene.latency(ChaosMeshScene.ALL);
    private static final String NAME = "tensile-20260101t000000z-test-r1-d0";

    /** Looks so seldom that only what is read at the end counts. */
    private static final Patience BLIND = new Patience(
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            Duration.ofMillis(10),
            Duration.ofSeconds(60));

    private final ChaosMeshScene scene = new ChaosMeshScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void says(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in: " + text);
    }

    private static String remarks(Coverage coverage) {
        return String.join(" ", coverage.remarks());
    }

    private EngineSession open(Dose dose, Patience patience) {
        return scene.engine(patience).open(dev.tensile.engine.TestPlans.plan(dose), "20260101T000000Z-test");
    }

    private Coverage held(DoseOrder order, Patience patience, Runnable meanwhile) {
        try (EngineSession session = open(order.dose(), patience)) {
            Injection injection = session.inject(order);
            meanwhile.run();
            injection.close();
            assertEquals(
                    Restoration.VERIFIED,
                    session.verify().restoration(),
                    () -> session.verify().detail());
            return (Coverage) injection.delivered();
        }
    }

    private Coverage heldBlindly(Runnable meanwhile) {
        return held(ChaosMeshScene.order(DOSE), BLIND, meanwhile);
    }

    private static void pause(Cluster cluster, String value) {
        cluster.patch(
                ChaosKind.NETWORK.resource(),
                "shop",
                NAME,
                "{\"metadata\":{\"annotations\":{\"experiment.chaos-mesh.org/pause\":" + value + "}}}");
    }

    private void force() {
        scene.somebody(cluster -> {
            cluster.patch(
                    ChaosKind.NETWORK.resource(),
                    "shop",
                    NAME,
                    "{\"metadata\":{\"annotations\":{\"chaos-mesh.chaos-mesh.org/cleanFinalizer\":\"forced\"}}}");
            cluster.delete(ChaosKind.NETWORK.resource(), "shop", NAME);
        });
        await(() -> scene.cluster.objects().isEmpty());
    }

    @Test
    void pausedAndResumedWhileNobodyLookedIsReadOffTheCounts() {
        Coverage coverage = heldBlindly(() -> {
            scene.somebody(cluster -> pause(cluster, "\"true\""));
            await(() -> scene.cluster.inForce().isEmpty());
            scene.somebody(cluster -> pause(cluster, "null"));
            await(() -> scene.cluster.inForce().size() == 2);
        });
        assertEquals(2, coverage.covered());
        assertEquals(0, coverage.coveredAtEnd());
        says("was injected 2 times", remarks(coverage));
    }

    @Test
    void aTimeThatWasOverWhileNobodyLookedIsNoticed() {
        Patience hasty = new Patience(
                Duration.ofMillis(700),
                BLIND.pause(),
                BLIND.recover(),
                BLIND.silence(),
                BLIND.between(),
                BLIND.watch());
        Coverage coverage = held(
                ChaosMeshScene.order(DOSE, Duration.ofMillis(800)),
                hasty,
                () -> await(() -> scene.cluster.inForce().isEmpty()));
        assertEquals(0, coverage.coveredAtEnd(), () -> remarks(coverage));
    }

    @Test
    void aHoldThatNobodyCouldLookAtIsNotCovered() {
        Coverage coverage = held(ChaosMeshScene.order(DOSE), ChaosMeshScene.SHORT, () -> {
            scene.cluster.api().when("GET", ".*/networkchaos/.*").answers(503);
            long begun = System.nanoTime();
            await(() -> System.nanoTime() - begun
                    > ChaosMeshScene.SHORT.silence().multipliedBy(2).toNanos());
            scene.cluster.api().behaves();
        });
        assertEquals(0, coverage.coveredAtEnd());
        says("nobody could look at it", remarks(coverage));
    }

    @Test
    void restartedContainersKeepAFaultOfTheNetwork() {
        Coverage coverage = held(ChaosMeshScene.order(ChaosMeshScene.outage()), ChaosMeshScene.SHORT, () -> {});
        assertEquals(2, coverage.coveredAtEnd(), () -> remarks(coverage));
        says("Containers restarted in 2 of the pods; the fault stayed.", remarks(coverage));
    }

    @Test
    void aReplacedPodAtTheOtherEndIsSpared() {
        Coverage coverage = held(ChaosMeshScene.order(DOSE), ChaosMeshScene.SHORT, () -> {
            scene.cluster.pods().remove("shop", "payments-1");
            scene.cluster.pods().add("shop", "payments-2", Map.of("app", "payments"));
        });
        assertEquals(0, coverage.coveredAtEnd());
        says("At the other end, 1 of 1 pods were replaced", remarks(coverage));
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, 0, 600})
    void theIntervalIsByTheControllersClockAndTheGapIsKnown(int seconds) {
        Duration skew = Duration.ofSeconds(seconds);
        scene.cluster.chaosMesh().clockSkew(skew);
        Instant before = Instant.now();
        Coverage coverage = held(ChaosMeshScene.order(DOSE, Duration.ofHours(1)), ChaosMeshScene.SHORT, () -> {});
        Instant after = Instant.now();
        assertEquals(2, coverage.coveredAtEnd(), () -> remarks(coverage));
        Instant from = coverage.inForceFrom().orElseThrow();
        Instant until = coverage.inForceUntil().orElseThrow();
        Instant first = before.plus(skew);
        Instant last = after.plus(skew).plusSeconds(1);
        assertTrue(!from.isBefore(first) && !from.isAfter(last), () -> from + " not in " + first + " to " + last);
        assertTrue(!until.isAfter(last), () -> until + " after " + last);
        Duration off = coverage.clock().ahead().minus(skew).abs();
        assertTrue(off.compareTo(coverage.clock().within()) <= 0, () -> coverage.clock() + " for " + skew);
        assertTrue(coverage.clock().within().toSeconds() < 5, () -> "" + coverage.clock());
    }

    @Test
    void aLostAnswerDoesNotCountAsADifferenceOfClocks() {
        scene.cluster.api().when("POST", ".*/networkchaos").times(1).isDoneButNeverAnswered();
        Coverage coverage = held(ChaosMeshScene.order(DOSE), ChaosMeshScene.SHORT, () -> {});
        Duration off = coverage.clock().ahead().abs();
        assertTrue(off.compareTo(coverage.clock().within()) <= 0, () -> "" + coverage.clock());
    }

    @Test
    void whatWasForcedByHandIsResidueUntilThePodsAreRestarted() {
        Undo undo;
        try (EngineSession session = open(DOSE, ChaosMeshScene.SHORT)) {
            undo = session.undoOf(ChaosMeshScene.order(DOSE));
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            force();
            injection.close();
            assertEquals(0, ((Coverage) injection.delivered()).coveredAtEnd());
            Verification seen = session.verify();
            assertEquals(Restoration.RESIDUE, seen.restoration(), seen.detail());
            says("nobody saw [shop/checkout-1, shop/checkout-2] recover", seen.detail());
        }
        assertEquals(2, scene.cluster.inForce().size());
        assertEquals(Restoration.RESIDUE, scene.engine().undo(undo).restoration());
        scene.cluster.pods().remove("shop", "checkout-1");
        scene.cluster.pods().remove("shop", "checkout-2");
        scene.cluster.pods().remove("shop", "payments-1"); // its record is one of the far end, which events do not tell
        Verification again = scene.engine().undo(undo);
        assertEquals(Restoration.VERIFIED, again.restoration(), again.detail());
    }

    @Test
    void aPauseThatTheWebhookRefusesIsADeletion() {
        Coverage coverage = held(
                ChaosMeshScene.order(DOSE),
                ChaosMeshScene.SHORT,
                () -> scene.cluster.chaosMesh().webhookDown());
        assertEquals(2, coverage.coveredAtEnd(), () -> remarks(coverage));
        assertTrue(scene.cluster.inForce().isEmpty() && scene.cluster.objects().isEmpty());
    }

    @Test
    void aPauseThatIsForbiddenIsADeletionAtOnce() {
        Coverage coverage = held(
                ChaosMeshScene.order(DOSE),
                ChaosMeshScene.SHORT,
                () -> scene.cluster.chaosMesh().forbids("ci", "shop"));
        assertEquals(2, coverage.coveredAtEnd(), () -> remarks(coverage));
        assertTrue(scene.cluster.inForce().isEmpty() && scene.cluster.objects().isEmpty());
    }

    @Test
    void anInterruptWhileItRecoversDoesNotMakeItGone() throws Exception {
        scene.cluster.chaosMesh().recoverTakes(Duration.ofMillis(500));
        try (EngineSession session = open(DOSE, ChaosMeshScene.SHORT)) {
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            boolean[] stillMarked = new boolean[1];
            Thread closer = new Thread(() -> {
                injection.close();
                stillMarked[0] = Thread.interrupted();
            });
            int before = scene.cluster.requests().size();
            closer.start();
            await(() -> scene.cluster.requests().size() > before + 2);
            closer.interrupt();
            closer.join();
            assertTrue(stillMarked[0], "the interrupt is kept");
            assertTrue(scene.cluster.objects().isEmpty(), () -> "" + scene.cluster.objects());
            assertTrue(scene.cluster.inForce().isEmpty());
            assertEquals(Restoration.VERIFIED, session.verify().restoration());
        }
    }

    @Test
    void anInterruptWhileItIsStillBeingInjectedTakesItBack() throws Exception {
        scene.cluster.chaosMesh().applyTakes(Duration.ofSeconds(2));
        try (EngineSession session = open(DOSE, ChaosMeshScene.SHORT)) {
            EngineException[] refused = new EngineException[1];
            Thread injecting = new Thread(() ->
                    refused[0] = assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(DOSE))));
            injecting.start();
            await(() -> !scene.cluster.objects().isEmpty());
            injecting.interrupt();
            injecting.join();
            says("interrupted", "" + refused[0].getMessage());
            assertTrue(
                    scene.cluster.objects().isEmpty() && scene.cluster.inForce().isEmpty());
        }
    }

    @Test
    void anInjectionThatIsStillWaitingIsNotInForce() {
        Duration takes = Duration.ofMillis(700);
        scene.cluster.chaosMesh().applyTakes(takes);
        long begun = System.nanoTime();
        Coverage coverage = held(
                ChaosMeshScene.order(DOSE),
                ChaosMeshScene.SHORT,
                () -> assertEquals(2, scene.cluster.inForce().size()));
        assertTrue(System.nanoTime() - begun >= takes.toNanos());
        assertEquals(2, coverage.covered());
    }

    @Test
    void somebodyWhoPausesItWhileItIsInjectedIsNamed() {
        scene.cluster.chaosMesh().applyFails("daemon is starting");
        try (EngineSession session = open(DOSE, ChaosMeshScene.SHORT)) {
            Thread somebody = new Thread(() -> {
                await(() -> !scene.cluster.objects().isEmpty());
                scene.somebody(cluster -> pause(cluster, "\"true\""));
            });
            somebody.start();
            EngineException refused =
                    assertThrows(EngineException.class, () -> session.inject(ChaosMeshScene.order(DOSE)));
            says("somebody paused", "" + refused.getMessage());
        }
    }

    @Test
    void controllersThatDieMeanwhileAreResidueUntilTheyAreBack() {
        Undo undo;
        try (EngineSession session = open(DOSE, ChaosMeshScene.SHORT)) {
            undo = session.undoOf(ChaosMeshScene.order(DOSE));
            Injection injection = session.inject(ChaosMeshScene.order(DOSE));
            scene.cluster.chaosMesh().controllerDown();
            injection.close();
            Verification seen = session.verify();
            assertEquals(Restoration.RESIDUE, seen.restoration());
            says("tensile recover", seen.detail());
        }
        assertFalse(scene.cluster.inForce().isEmpty());
        scene.cluster.chaosMesh().controllerUp();
        Verification again = scene.engine().undo(undo);
        assertEquals(Restoration.VERIFIED, again.restoration(), again.detail());
        assertTrue(scene.cluster.inForce().isEmpty());
    }
}
