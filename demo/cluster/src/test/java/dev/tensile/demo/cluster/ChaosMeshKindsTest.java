package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind, with the specs of the contract where they are at hand. */
class ChaosMeshKindsTest {
    private static final Path SPECS =
            Path.of(System.getProperty("tensile.shared", "."), "contracts", "chaos-mesh", "specs");
    private static final Map<String, Object> ORDERS = Map.of("labelSelectors", Map.of("app", "orders"));

    private final EmulatedCluster cluster = EmulatedCluster.start();
    private final List<Effect> began = new CopyOnWriteArrayList<>();

    @BeforeEach
    void addPods() {
        cluster.pods().add("shop", "orders-1", Map.of("app", "orders"));
        cluster.pods().add("shop", "mysql-0", Map.of("app", "mysql"));
        cluster.onEffect(new EffectListener() {
            @Override
            public void began(Effect effect) {
                began.add(effect);
            }

            @Override
            public void ended(Effect effect) {}
        });
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "networkchaos, shop/orders-1",
        "stresschaos,  shop/orders-1/app",
        "httpchaos,    shop/orders-1",
        "iochaos,      shop/orders-1/app",
        "dnschaos,     shop/orders-1",
        "timechaos,    shop/orders-1/app",
        "jvmchaos,     shop/orders-1/app",
        "blockchaos,   shop/orders-1/app/data",
        "podchaos,     shop/orders-1",
    })
    void acceptsAndInjectsTheExampleOfTheContract(String kind, String id) throws IOException {
        assumeTrue(Files.isDirectory(SPECS), "the contract's specs are not here: " + SPECS);
        GenericKubernetesResource spec = Serialization.unmarshal(
                Files.readString(SPECS.resolve(kind + ".yaml")), GenericKubernetesResource.class);
        Chaos chaos = Chaos.create(cluster.client(), spec);
        chaos.untilInjected();
        assertEquals(id, Tree.text(chaos.records().get(0), "id"));
        assertEquals("shop/orders-1", began.get(0).target());
        assertEquals(spec.getKind(), began.get(0).kind());
        chaos.delete();
        chaos.untilGone();
        assertEquals(List.of(), cluster.inForce());
    }

    @ParameterizedTest
    @CsvSource({"to, shop/orders-1", "from, shop/mysql-0", "both, shop/mysql-0 shop/orders-1"})
    void setsRulesOnTheSideThatTheDirectionSays(String direction, String touched) {
        Map<String, Object> target =
                Map.of("mode", "all", "selector", Map.of("labelSelectors", Map.of("app", "mysql")));
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
                        ORDERS,
                        "direction",
                        direction,
                        "target",
                        target,
                        "delay",
                        Map.of("latency", "10ms")));
        chaos.untilInjected();
        assertEquals(
                List.of(".", ".Target"),
                chaos.records().stream()
                        .map(record -> Tree.text(record, "selectorKey"))
                        .sorted()
                        .toList());
        assertEquals(
                List.of(touched.split(" ")),
                cluster.inForce().stream().map(Effect::target).sorted().toList());
    }

    @Test
    void killsAPodAndSoAnotherComes() {
        Chaos chaos = Chaos.create(
                cluster.client(), "PodChaos", "kill", Map.of("action", "pod-kill", "mode", "one", "selector", ORDERS));
        chaos.untilInjected();
        List<String> pods =
                cluster.client().pods().inNamespace("shop").withLabel("app", "orders").list().getItems().stream()
                        .map(Pod::getMetadata)
                        .map(metadata -> metadata.getName())
                        .toList();
        assertEquals(1, pods.size());
        assertTrue(pods.get(0).startsWith("orders-") && !pods.get(0).equals("orders-1"), pods::toString);
        assertEquals("Run", chaos.desiredPhase());
        Eventually.holds("conditions", () -> chaos.condition("AllInjected").equals("True"));
        assertEquals("False", chaos.condition("AllRecovered"));
        chaos.pause();
        Eventually.holds("it knows", () -> chaos.condition("Paused").equals("True"));
        assertEquals(List.of("Injected"), chaos.phases(), "what is done once cannot be paused");
        chaos.delete();
        chaos.untilGone();
    }

    @Test
    void killsAContainerByName() {
        Chaos chaos = Chaos.create(
                cluster.client(),
                "PodChaos",
                "kill",
                Map.of(
                        "action",
                        "container-kill",
                        "mode",
                        "one",
                        "selector",
                        ORDERS,
                        "containerNames",
                        List.of("app")));
        chaos.untilInjected();
        assertEquals("shop/orders-1/app", Tree.text(chaos.records().get(0), "id"));
        assertEquals(List.of(), cluster.inForce());
    }

    @ParameterizedTest
    @CsvSource({
        "AWSChaos,   ec2-stop,  ec2Instance",
        "GCPChaos,   node-stop, instance",
        "AzureChaos, vm-stop,   vmName",
    })
    void namesACloudMachineByJson(String kind, String action, String field) {
        Chaos chaos = Chaos.create(cluster.client(), kind, "cloud", Map.of("action", action, field, "i-1"));
        chaos.untilInjected();
        assertEquals("{\"" + field + "\":\"i-1\"}", Tree.text(chaos.records().get(0), "id"));
        assertEquals(1, cluster.inForce().size());
        chaos.delete();
        chaos.untilGone();
    }

    @Test
    void namesAPhysicalMachineByItsAddress() {
        Chaos chaos = Chaos.create(
                cluster.client(),
                "PhysicalMachineChaos",
                "machine",
                Map.of("action", "stress-cpu", "address", List.of("http://a:31767", "http://b:31767")));
        chaos.untilInjected();
        assertEquals(2, cluster.inForce().size());
    }

    @ParameterizedTest
    @CsvSource({"one, , 1", "all, , 7", "fixed, 3, 3", "fixed, 20, 7", "fixed-percent, 50, 4", "fixed-percent, 1, 1"})
    void choosesAsManyAsTheModeSays(String mode, String value, int expected) {
        for (int i = 0; i < 7; i++) {
            cluster.pods().add("crowd", "one-" + i, Map.of("app", "crowd"));
        }
        Map<String, Object> spec = Map.of(
                "action",
                "delay",
                "mode",
                mode,
                "selector",
                Map.of("namespaces", List.of("crowd")),
                "delay",
                Map.of("latency", "10ms"));
        Chaos chaos = Chaos.create(
                cluster.client(), "NetworkChaos", "slow", value == null ? spec : Specs.with(spec, "value", value));
        chaos.untilInjected();
        assertEquals(expected, chaos.records().size());
        assertEquals(expected, cluster.inForce().size());
    }

    @Test
    void choosesThePodsThatAreNamed() {
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
                        Map.of("pods", Map.of("shop", List.of("mysql-0"))),
                        "delay",
                        Map.of("latency", "10ms")));
        chaos.untilInjected();
        assertEquals("shop/mysql-0", cluster.inForce().get(0).target());
    }
}
