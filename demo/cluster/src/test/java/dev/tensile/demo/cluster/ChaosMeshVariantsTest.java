package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Chaos Mesh does when things do not go well, and how it can be told to. */
class ChaosMeshVariantsTest {
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
    void takesTheTimeItIsToldToApplyAndToRecover() {
        cluster.chaosMesh().applyTakes(Duration.ofMillis(300));
        cluster.chaosMesh().recoverTakes(Duration.ofMillis(300));
        long start = System.nanoTime();
        Chaos chaos = delay();
        Eventually.holds("it waits", () -> chaos.phases().contains("Not Injected/Wait"));
        assertEquals(List.of(), cluster.inForce());
        chaos.untilInjected();
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 300);
        chaos.pause();
        Eventually.holds("it waits", () -> chaos.phases().contains("Injected/Wait"));
        assertEquals(2, cluster.inForce().size());
        chaos.untilRecovered();
    }

    @Test
    void isInjectedAndThenRecoveredWhenItIsDeletedWhileItIsApplied() {
        cluster.chaosMesh().applyTakes(Duration.ofMillis(200));
        List<String> told = new CopyOnWriteArrayList<>();
        cluster.onEffect(new EffectListener() {
            @Override
            public void began(Effect effect) {
                told.add("began " + effect.target());
            }

            @Override
            public void ended(Effect effect) {
                told.add("ended " + effect.target());
            }
        });
        Chaos chaos = delay();
        Eventually.holds("it waits", () -> chaos.phases().contains("Not Injected/Wait"));
        chaos.delete();
        chaos.untilGone();
        assertEquals(4, told.size(), told::toString);
        assertEquals(List.of(), cluster.inForce());
    }

    @Test
    void isOverBeforeItIsInjectedWhenTheDurationIsShorterThanTheApplying() {
        cluster.chaosMesh().applyFails("too slow");
        Chaos chaos =
                Chaos.create(cluster.client(), "NetworkChaos", "slow", Specs.with(Chaos.delaySpec(), "duration", "1s"));
        chaos.untilEvent("TimeUp", "Time up according to the duration");
        cluster.chaosMesh().applyWorks();
        assertEquals("Stop", chaos.desiredPhase());
        assertEquals(List.of("Not Injected", "Not Injected"), chaos.phases());
        assertEquals("0", Tree.text(chaos.records().get(0), "injectedCount"));
    }

    @Test
    void countsAPodThatVanishedAsRecovered() {
        Chaos chaos = delay();
        chaos.untilInjected();
        cluster.pods().remove("shop", "checkout-1");
        assertEquals(1, cluster.inForce().size());
        cluster.chaosMesh().recoverFails("only for those that are there");
        chaos.pause();
        Eventually.holds("one is recovered", () -> chaos.phases().contains("Not Injected"));
        assertEquals("1", Tree.text(chaos.records().get(0), "recoveredCount"));
    }

    @Test
    void hasNeitherCountsNorEventsBefore23() {
        cluster.chaosMesh().release(Release.BEFORE_2_3);
        Chaos chaos = delay();
        chaos.untilInjected();
        assertEquals(
                Set.of("id", "selectorKey", "phase"), chaos.records().get(0).keySet());
        chaos.pause();
        chaos.untilRecovered();
    }

    @Test
    void doesNothingWhileTheControllerIsDown() {
        cluster.chaosMesh().controllerDown();
        Chaos chaos = delay();
        assertEquals(Map.of(), chaos.status());
        assertEquals(List.of(), chaos.now().orElseThrow().getFinalizers());
        cluster.chaosMesh().controllerUp();
        chaos.untilInjected();
    }

    @Test
    void writesTheTimesOfItsOwnClock() {
        cluster.chaosMesh().clockSkew(Duration.ofHours(-2));
        Chaos chaos = delay();
        chaos.untilInjected();
        Instant applied = Instant.parse(Tree.text(events(chaos, 0).get(0), "timestamp"));
        assertTrue(Duration.between(applied, Instant.now()).toMinutes() >= 119, applied::toString);
    }

    @Test
    void endsEarlyWhenItsClockIsAhead() {
        cluster.chaosMesh().clockSkew(Duration.ofMinutes(2));
        Chaos chaos = delay();
        chaos.untilEvent("TimeUp", "Time up according to the duration");
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

    @Test
    void writesConditionsInRandomOrderAndWithoutReason() {
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            Chaos chaos = Chaos.delay(cluster.client(), "slow-" + i);
            Eventually.holds("conditions", () -> chaos.condition("AllInjected").equals("True"));
            List<Map<String, Object>> conditions = Tree.maps(chaos.status().get("conditions"));
            conditions.forEach(condition -> assertNull(condition.get("reason")));
            orders.add(conditions.stream().map(each -> Tree.text(each, "type")).toList());
        }
        assertTrue(orders.size() > 1, orders::toString);
    }

    @Test
    void showsEveryPhaseToAWatcher() {
        Chaos chaos = delay();
        List<String> phases = new CopyOnWriteArrayList<>();
        Watch watch = chaos.at().watch(new Watcher<GenericKubernetesResource>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource resource) {
                phases.add(Tree.maps(Tree.at(Tree.status(resource), "experiment", "containerRecords")).stream()
                        .map(record -> Tree.text(record, "phase"))
                        .findFirst()
                        .orElse(action.name()));
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
        chaos.untilInjected();
        chaos.delete();
        chaos.untilGone();
        Eventually.holds(
                () -> "all phases are seen, but it was " + phases,
                () -> phases.containsAll(Set.of("Injected", "Injected/Wait", "Not Injected")));
        watch.close();
    }

    private static List<Map<String, Object>> events(Chaos chaos, int record) {
        List<Map<String, Object>> records = chaos.records();
        return records.size() <= record
                ? List.of()
                : Tree.maps(records.get(record).get("events"));
    }
}
