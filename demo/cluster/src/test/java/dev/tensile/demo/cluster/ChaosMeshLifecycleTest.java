package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One object of Chaos Mesh from its creation to its end. */
class ChaosMeshLifecycleTest {
    private final EmulatedCluster cluster = EmulatedCluster.start();

    @BeforeEach
    void addPods() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("shop", "checkout-2", Map.of("app", "checkout"));
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void goesFromCreatedToInjectedToPausedToGone() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        assertEquals(List.of("NetworkChaos shop/slow"), cluster.objects());
        assertEquals(List.of("shop/checkout-1", "shop/checkout-2"), targets());
        Eventually.holds(
                "conditions follow", () -> chaos.condition("AllInjected").equals("True"));
        assertEquals("False", chaos.condition("AllRecovered"));
        assertEquals(List.of("chaos-mesh/records"), chaos.now().orElseThrow().getFinalizers());
        chaos.pause();
        chaos.untilRecovered();
        assertEquals(List.of(), cluster.inForce());
        Eventually.holds("it says so", () -> chaos.condition("Paused").equals("True"));
        chaos.delete();
        chaos.untilGone();
        assertEquals(List.of(), cluster.objects());
    }

    @Test
    void countsAndTellsWhenItWasInjectedAndRecovered() {
        Instant before = Instant.now().minusSeconds(1);
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        chaos.pause();
        chaos.untilRecovered();
        Map<String, Object> record = chaos.records().get(0);
        assertEquals("1", Tree.text(record, "injectedCount"));
        assertEquals("1", Tree.text(record, "recoveredCount"));
        assertEquals(
                List.of("Apply", "Recover"),
                Tree.maps(record.get("events")).stream()
                        .map(event -> Tree.text(event, "operation"))
                        .toList());
        Instant applied =
                Instant.parse(Tree.text(Tree.maps(record.get("events")).get(0), "timestamp"));
        assertTrue(!applied.isBefore(before.minusSeconds(1)) && !applied.isAfter(Instant.now()), "was " + applied);
        assertEquals(applied.truncatedTo(ChronoUnit.SECONDS), applied, "Kubernetes writes whole seconds");
    }

    @Test
    void writesTheEventsOfChaosMesh() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilEvent("Applied", "Successfully apply chaos for shop/checkout-1");
        chaos.untilEvent("Started", "Experiment has started");
        chaos.untilEvent("FinalizerInited", "Finalizer has been inited");
        chaos.untilEvent("Updated", "Successfully update records of resource");
        chaos.pause();
        chaos.untilEvent("Recovered", "Successfully recover chaos for shop/checkout-2");
        chaos.untilEvent("Paused", "Experiment has been paused");
    }

    @Test
    void recoversBeforeItGoesWhenItIsDeletedInForce() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        chaos.delete();
        chaos.untilGone();
        assertEquals(List.of(), cluster.inForce());
        chaos.untilEvent("Deleted", "Experiment has been deleted");
    }

    @Test
    void injectsTheSameRecordsAgainWhenItIsResumed() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        chaos.pause();
        chaos.untilRecovered();
        cluster.pods().add("shop", "checkout-3", Map.of("app", "checkout"));
        chaos.resume();
        chaos.untilInjected();
        assertEquals(List.of("shop/checkout-1", "shop/checkout-2"), targets());
        assertEquals("2", Tree.text(chaos.records().get(0), "injectedCount"));
    }

    @Test
    void stopsWhenItsDurationIsOver() {
        Chaos chaos = Chaos.create(
                cluster.client(), "NetworkChaos", "slow", Specs.with(Chaos.delaySpec(), "duration", "1500ms"));
        chaos.untilRecovered();
        chaos.untilEvent("TimeUp", "Time up according to the duration");
        assertEquals(List.of(), cluster.inForce());
        assertFalse(cluster.objects().isEmpty(), "it stays as an object");
    }

    @Test
    void doesNotResumePastItsDuration() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        chaos.pause();
        chaos.untilRecovered();
        cluster.chaosMesh().clockSkew(Duration.ofMinutes(2));
        chaos.resume();
        Eventually.holds(
                "it is no longer paused", () -> chaos.condition("Paused").equals("False"));
        assertEquals("Stop", chaos.desiredPhase());
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void growsItsGenerationWithEveryStatus() {
        Chaos chaos = Chaos.delay(cluster.client(), "slow");
        chaos.untilInjected();
        assertTrue(chaos.now().orElseThrow().getMetadata().getGeneration() > 3);
    }

    private List<String> targets() {
        return cluster.inForce().stream().map(Effect::target).sorted().toList();
    }
}
