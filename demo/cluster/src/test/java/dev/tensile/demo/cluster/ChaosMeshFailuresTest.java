package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may go wrong with an object of Chaos Mesh. */
class ChaosMeshFailuresTest {
    private final EmulatedCluster cluster = EmulatedCluster.start();

    @BeforeEach
    void addPods() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("shop", "checkout-2", Map.of("app", "checkout"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Chaos delay() {
        return Chaos.delay(cluster.client(), "slow");
    }

    @Test
    void selectsNothingForEverWhenNoPodMatches() {
        Chaos chaos = Chaos.create(
                cluster.client(),
                "NetworkChaos",
                "slow",
                Map.of(
                        "action",
                        "delay",
                        "mode",
                        "all",
                        "selector",
                        Map.of("labelSelectors", Map.of("app", "nobody"))));
        chaos.untilEvent("Failed", "Failed to select targets: no pod is selected");
        Eventually.holds("conditions", () -> chaos.condition("Selected").equals("False"));
        cluster.pods().add("shop", "nobody-1", Map.of("app", "nobody"));
        Chaos.delay(cluster.client(), "other").untilInjected();
        assertEquals(List.of(), chaos.records());
    }

    @Test
    void isVoidWhenOneOfTwoSelectorsIsEmpty() {
        Map<String, Object> nobody = Map.of("labelSelectors", Map.of("app", "nobody"));
        Chaos chaos = Chaos.create(
                cluster.client(),
                "NetworkChaos",
                "slow",
                Specs.with(Chaos.delaySpec(), "target", Map.of("mode", "all", "selector", nobody)));
        chaos.untilEvent("Failed", "Failed to select targets: no pod is selected");
        assertEquals(List.of(), chaos.records());
    }

    @Test
    void saysAllRecoveredWhileEveryApplyFails() {
        cluster.chaosMesh().applyFails("cannot find daemonIP on node node-1");
        Chaos chaos = delay();
        Eventually.holds("it has tried", () -> events(chaos, 0).size() > 2);
        Eventually.holds("conditions", () -> chaos.condition("AllRecovered").equals("True"));
        assertEquals("Run", chaos.desiredPhase());
        assertEquals(List.of("Not Injected", "Not Injected"), chaos.phases());
        assertEquals("0", Tree.text(chaos.records().get(0), "injectedCount"));
        assertEquals(
                "cannot find daemonIP on node node-1",
                Tree.text(events(chaos, 0).get(0), "message"));
        assertEquals(List.of(), cluster.inForce());
        cluster.chaosMesh().applyWorks();
        chaos.untilInjected();
    }

    @Test
    void injectsTheRestWhenOneRecordFails() {
        cluster.chaosMesh().applyFailsOn("shop/checkout-2", "broken");
        Chaos chaos = delay();
        Eventually.holds("one is in force", () -> cluster.inForce().size() == 1);
        Eventually.holds("it says so", () -> chaos.phases().contains("Injected"));
        assertEquals("shop/checkout-1", cluster.inForce().get(0).target());
        assertFalse(chaos.isInjected());
        assertEquals("False", chaos.condition("AllInjected"));
    }

    @Test
    void succeedsAfterTheFirstAttemptsFailed() {
        cluster.chaosMesh().applyFailsFirst(3, "not yet");
        Chaos chaos = delay();
        chaos.untilInjected();
        List<Map<String, Object>> both = new ArrayList<>(events(chaos, 0));
        both.addAll(events(chaos, 1));
        assertEquals(
                3,
                both.stream()
                        .filter(event -> Tree.text(event, "type").equals("Failed"))
                        .count());
    }

    @Test
    void isStuckUntilItCanRecover() {
        Chaos chaos = delay();
        chaos.untilInjected();
        cluster.chaosMesh().recoverFails("tc: no such device");
        chaos.delete();
        chaos.untilEvent("Failed", "Failed to recover chaos: tc: no such device");
        assertEquals(2, cluster.inForce().size());
        assertTrue(chaos.now().orElseThrow().isMarkedForDeletion());
        Eventually.holds(
                "the record says why",
                () -> events(chaos, 0).stream()
                        .anyMatch(event -> Tree.text(event, "message").equals("tc: no such device")
                                && Tree.text(event, "operation").equals("Recover")));
        cluster.chaosMesh().recoverWorks();
        chaos.untilGone();
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void leavesTheEffectBehindWhenItsFinalizerIsForced() {
        Chaos chaos = delay();
        chaos.untilInjected();
        cluster.chaosMesh().recoverFails("stuck");
        chaos.delete();
        chaos.annotate(Reconciliation.CLEAN_FINALIZER, "\"forced\"");
        chaos.untilGone();
        assertEquals(2, cluster.inForce().size());
        assertEquals(List.of(), cluster.objects());
        cluster.pods().remove("shop", "checkout-1");
        assertEquals(1, cluster.inForce().size(), "a pod takes with it what was done to it");
    }

    @Test
    void canSayInjectedWithNothingInForce() {
        cluster.chaosMesh().appliesInNameOnly();
        delay().untilInjected();
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void canSayRecoveredWithTheEffectInForce() {
        Chaos chaos = delay();
        chaos.untilInjected();
        cluster.chaosMesh().recoversInNameOnly();
        chaos.pause();
        chaos.untilRecovered();
        assertEquals(2, cluster.inForce().size());
    }

    private static List<Map<String, Object>> events(Chaos chaos, int record) {
        List<Map<String, Object>> records = chaos.records();
        return records.size() <= record
                ? List.of()
                : Tree.maps(records.get(record).get("events"));
    }
}
