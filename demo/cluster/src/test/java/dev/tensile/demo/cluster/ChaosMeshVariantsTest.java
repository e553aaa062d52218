package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time, clocks, old releases, and what else is not as usual with Chaos Mesh. */
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
    void takesTheTimeItIsToldToApplyAndToRecover() {
        cluster.chaosMesh().applyTakes(Duration.ofMillis(800));
        cluster.chaosMesh().recoverTakes(Duration.ofMillis(800));
        long start = System.nanoTime();
        Chaos chaos = delay();
        Eventually.holds("it waits", () -> chaos.phases().contains("Not Injected/Wait"));
        assertEquals(List.of(), cluster.inForce());
        chaos.untilInjected();
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 800);
        chaos.pause();
        Eventually.holds("it waits", () -> chaos.phases().contains("Injected/Wait"));
        assertEquals(2, cluster.inForce().size());
        chaos.untilRecovered();
    }

    @Test
    void isInjectedAndThenRecoveredWhenItIsDeletedWhileItIsApplied() {
        cluster.chaosMesh().applyTakes(Duration.ofMillis(800));
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
