package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ChaosEngines from their creation to their end. */
class LitmusTest {
    private static final String LATENCY = "pod-network-latency";

    private final EmulatedCluster cluster = EmulatedCluster.start();

    @BeforeEach
    void addPods() {
        for (int i = 1; i <= 4; i++) {
            cluster.pods().add("shop", "checkout-" + i, Map.of("app", "checkout"));
        }
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
        cluster.litmus().secondsLast(Duration.ofMillis(20));
        Engine.install(cluster.client(), LATENCY);
        Engine.install(cluster.client(), "pod-delete");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Engine latency() {
        return Engine.create(cluster.client(), "slow", Engine.latency());
    }

    private Engine brief() {
        return Engine.create(cluster.client(), "slow", Engine.spec(LATENCY, "2"));
    }

    private void untilInForce(int targets) {
        Eventually.holds(
                () -> targets + " are in force, but it is " + cluster.inForce(),
                () -> cluster.inForce().size() == targets);
    }

    @Test
    void goesFromInitializedToInjectedToPass() {
        Engine engine = brief();
        untilInForce(1);
        assertEquals(List.of("ChaosEngine litmus/slow"), cluster.objects());
        engine.untilStatus("completed");
        assertEquals(List.of(), cluster.inForce());
        assertEquals("Completed", engine.result("phase"));
        assertEquals("Pass", engine.result("verdict"));
        assertEquals("100", engine.result("probeSuccessPercentage"), "also without a probe");
        assertEquals("reverted", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
        assertEquals("Pass", Tree.text(engine.experiment(), "verdict"));
        assertTrue(
                engine.reasons()
                        .containsAll(Set.of(
                                "ChaosEngineInitialized",
                                "ExperimentDependencyCheck",
                                "ExperimentJobCreate",
                                "PreChaosCheck",
                                "ChaosInject",
                                "PostChaosCheck",
                                "Summary",
                                "ExperimentJobCleanUp",
                                "ChaosEngineCompleted")),
                () -> engine.reasons().toString());
    }

    @Test
    void saysRunningAndAwaitedWhileItIsInForce() {
        Engine engine = latency();
        untilInForce(1);
        assertEquals("initialized", engine.status());
        assertEquals("Running", engine.result("phase"));
        assertEquals("Awaited", engine.result("verdict"));
        String pod = cluster.inForce().get(0).target().substring("shop/".length());
        Eventually.holds(
                "it is annotated",
                () -> "injected"
                        .equals(engine.result()
                                .orElseThrow()
                                .getMetadata()
                                .getAnnotations()
                                .get("pod/" + pod)));
        assertEquals("Running", Tree.text(engine.experiment(), "status"));
        assertEquals(
                2,
                cluster.client()
                        .pods()
                        .inNamespace("litmus")
                        .withLabel(
                                "chaosUID",
                                engine.now().orElseThrow().getMetadata().getUid())
                        .list()
                        .getItems()
                        .size(),
                "a runner and an experiment");
    }

    @Test
    void putsBackWhenItIsStoppedWithAGracePeriod() {
        Engine engine = latency();
        untilInForce(1);
        engine.state("stop");
        engine.untilStatus("stopped");
        assertEquals(List.of(), cluster.inForce());
        assertEquals("Stopped", engine.result("phase"));
        assertEquals("Stopped", engine.result("verdict"));
        assertEquals("reverted", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
        assertEquals("Forcefully Aborted", Tree.text(engine.experiment(), "status"));
        assertEquals(List.of(), engine.now().orElseThrow().getFinalizers());
        engine.untilEvent("ChaosEngineStopped");
    }

    @Test
    void putsBackBeforeItGoesWhenItIsDeleted() {
        Engine engine = latency();
        untilInForce(1);
        engine.delete();
        engine.untilStatus("gone");
        assertEquals(List.of(), cluster.inForce());
        assertEquals("Stopped", engine.result("verdict"), "the result stays");
    }

    @Test
    void startsAgainWhenItIsPatchedActive() {
        Engine engine = latency();
        untilInForce(1);
        engine.state("stop");
        engine.untilStatus("stopped");
        engine.state("active");
        engine.untilEvent("RestartInProgress");
        untilInForce(1);
        assertEquals("initialized", engine.status());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "50, 2", "60, 2", "100, 4", "1, 1"})
    void hurtsTheShareOfPodsThatIsAskedFor(String percent, int expected) {
        Map<String, Object> experiment = Map.of(
                "name",
                LATENCY,
                "spec",
                Engine.environment("TOTAL_CHAOS_DURATION", "3600", "PODS_AFFECTED_PERC", percent));
        Engine.create(cluster.client(), "slow", Specs.with(Engine.latency(), "experiments", List.of(experiment)));
        untilInForce(expected);
    }

    @Test
    void hurtsThePodsThatAreNamed() {
        Map<String, Object> named =
                Map.of("pods", List.of(Map.of("namespace", "shop", "names", "checkout-2,checkout-3")));
        Map<String, Object> experiment = Map.of(
                "name",
                LATENCY,
                "spec",
                Engine.environment("TOTAL_CHAOS_DURATION", "3600", "PODS_AFFECTED_PERC", "100"));
        Map<String, Object> spec = Specs.with(Specs.without(Engine.latency(), "appinfo"), "selectors", named);
        Engine.create(cluster.client(), "slow", Specs.with(spec, "experiments", List.of(experiment)));
        untilInForce(2);
        assertEquals(
                Set.of("shop/checkout-2", "shop/checkout-3"),
                cluster.inForce().stream().map(Effect::target).collect(Collectors.toSet()));
    }

    @Test
    void deletesPodsAndOthersCome() {
        List<Effect> began = began();
        Engine engine = Engine.create(cluster.client(), "kill", Engine.spec("pod-delete", "2"));
        engine.untilStatus("completed");
        assertEquals(1, began.size());
        assertEquals(
                4,
                cluster.client()
                        .pods()
                        .inNamespace("shop")
                        .withLabel("app", "checkout")
                        .list()
                        .getItems()
                        .size());
        String killed = began.get(0).target().substring("shop/".length());
        assertEquals(
                null,
                cluster.client().pods().inNamespace("shop").withName(killed).get());
    }

    @Test
    void keepsItsJobsWhenToldTo() {
        Engine engine = Engine.create(
                cluster.client(), "slow", Specs.with(Engine.spec(LATENCY, "1"), "jobCleanUpPolicy", "retain"));
        engine.untilStatus("completed");
        assertFalse(engine.reasons().contains("ExperimentJobCleanUp"));
    }

    @Test
    void annotatesOnePodAfterTheOther() {
        cluster.litmus().targetsFollowAfter(Duration.ofHours(1));
        Map<String, Object> all = Map.of(
                "name",
                LATENCY,
                "spec",
                Engine.environment("TOTAL_CHAOS_DURATION", "3600", "PODS_AFFECTED_PERC", "100"));
        Engine engine =
                Engine.create(cluster.client(), "slow", Specs.with(Engine.latency(), "experiments", List.of(all)));
        untilInForce(1);
        Eventually.holds(
                "one of four is annotated",
                () -> List.of("injected").equals(List.copyOf(annotations(engine).values())));
    }

    private static Map<String, String> annotations(Engine engine) {
        return engine.result()
                .map(result -> result.getMetadata().getAnnotations())
                .orElse(Map.of());
    }

    @Test
    void aKilledContainerRestartsInItsPodAndIsNeverSaidToBeInjected() {
        Engine.install(cluster.client(), "container-kill");
        Engine engine = Engine.create(cluster.client(), "crash", Engine.spec("container-kill", "2"));
        engine.untilStatus("completed");
        assertEquals(
                1,
                cluster.client().pods().inNamespace("shop").withLabel("app", "checkout").list().getItems().stream()
                        .mapToInt(pod ->
                                pod.getStatus().getContainerStatuses().get(0).getRestartCount())
                        .sum());
        assertEquals("targeted", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
    }

    @Test
    void faultsOfTheApiServerAndOfNodesKeepTheirTargetsToThemselvesUntilTheEnd() {
        Engine.install(cluster.client(), "node-drain");
        Engine engine = Engine.create(cluster.client(), "drain", Engine.spec("node-drain", "3600"));
        untilInForce(1);
        assertEquals(
                true,
                cluster.client().nodes().withName("node-1").get().getSpec().getUnschedulable());
        assertEquals(Map.of(), annotations(engine));
        assertEquals(List.of(), engine.historyTargets());
        engine.state("stop");
        engine.untilStatus("stopped");
        assertEquals("node", Tree.text(engine.historyTargets().get(0), "kind"));
        assertEquals("reverted", Tree.text(engine.historyTargets().get(0), "chaosStatus"));
    }

    @Test
    void passesOverPodsThatBelongToSomethingElse() {
        cluster.client()
                .pods()
                .inNamespace("shop")
                .withLabel("app", "checkout")
                .resources()
                .forEach(pod -> pod.edit(one -> new io.fabric8.kubernetes.api.model.PodBuilder(one)
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("StatefulSet")
                        .withName("checkout")
                        .withUid("u")
                        .endOwnerReference()
                        .endMetadata()
                        .build()));
        latency().untilStatus("completed");
        assertEquals(List.of(), cluster.inForce());
    }

    private List<Effect> began() {
        List<Effect> began = new CopyOnWriteArrayList<>();
        cluster.onEffect(new EffectListener() {
            @Override
            public void began(Effect effect) {
                began.add(effect);
            }

            @Override
            public void ended(Effect effect) {}
        });
        return began;
    }
}
