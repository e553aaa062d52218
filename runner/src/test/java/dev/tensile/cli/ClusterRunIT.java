package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.demo.cluster.EmulatedCluster;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ResourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on the cluster engines, from the script to the verdict, against an emulated cluster. */
final class ClusterRunIT extends Scene {
    private EmulatedCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = EmulatedCluster.start();
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("shop", "checkout-2", Map.of("app", "checkout"));
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
        cluster.installFromHub();
        System.setProperty(
                "kubeconfig",
                Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig())
                        .toString());
    }

    @AfterEach
    void nothingIsInForce() {
        System.clearProperty("kubeconfig");
        assertTrue(cluster.inForce().isEmpty(), () -> "in force: " + cluster.inForce());
        cluster.close();
    }

    /** As short as it can be without being judged. */
    private Answer run(String engine) {
        return run(engine, "5.seconds", "4s");
    }

    private Answer run(String engine, String baseline, String hold) {
        String script = script(
                "baseline(5.seconds)",
                "baseline(" + baseline + ")",
                "local { listen(linkAt); upstream(stockAt) }",
                "kubernetes { namespace = \"shop\"; from(\"app\" to \"checkout\"); to(\"app\" to \"payments\", port = 8081);"
                        + " hosts(\"payments.shop\") }",
                "all of requests",
                "all");
        return Answer.of(about(
                "run",
                script,
                "--on",
                engine,
                "--yes",
                "--set",
                "path=/look",
                "--set",
                "hold=" + hold,
                "--output",
                "json",
                "--runs",
                runs() + ""));
    }

    /** Does this as soon as the fault is in force. */
    private CompletableFuture<Void> whenInForce(Runnable act) {
        return CompletableFuture.runAsync(() -> {
            await("the fault is in force", () -> !cluster.inForce().isEmpty());
            act.run();
        });
    }

    private static JsonNode verdict(Answer ran) throws IOException {
        return new ObjectMapper().readTree(ran.data());
    }

    private void mustHold(Answer ran) throws IOException {
        ran.exits(ExitCode.HELD).says("restored: yes, verified");
        assertEquals("HELD", verdict(ran).path("judgement").asText());
        assertTrue(cluster.objects().isEmpty(), () -> "left: " + cluster.objects());
    }

    private void mustBeInvalid(Answer ran) throws IOException {
        ran.exits(ExitCode.INVALID).says("INVALID", "restored: yes, verified");
        assertEquals("INVALID", verdict(ran).path("judgement").asText());
        assertTrue(cluster.objects().isEmpty(), () -> "left: " + cluster.objects());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chaosmesh", "litmus"})
    void aFaultThatIsNeverShownToBeInForceIsInvalid(String engine) throws IOException {
        cluster.chaosMesh().applyFails("cannot find daemonIP on node node-1");
        cluster.litmus().failsToInject("CHAOS_INJECT_ERROR", "no such interface");
        Answer ran = run(engine);
        mustBeInvalid(ran);
        ran.says(engine.equals("litmus") ? "no such interface" : "cannot find daemonIP on node node-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chaosmesh", "litmus"})
    void aServiceThatBearsItHoldsAlsoWhereTheServerStumblesMeanwhile(String engine) throws IOException {
        String objects = ".*/(networkchaos|chaosengines|chaosresults)/.*";
        CompletableFuture<Void> stumbling = whenInForce(() -> {
            cluster.api().when("GET", objects).times(2).answers(410);
            cluster.api().when("GET", objects).times(2).answers(503);
            cluster.api().when("GET", objects).times(1).answersGarbage();
            cluster.api().when("GET", objects).times(1).isNeverAnswered();
            cluster.api().when("PATCH", objects).times(2).answers(503);
        });
        mustHold(run(engine, "31.seconds", "31s"));
        stumbling.join();
    }

    @Test
    void aFaultThatSomebodyPausesWhileItIsHeldIsInvalid() throws IOException {
        ResourceKind kind = new ResourceKind("chaos-mesh.org", "v1alpha1", "NetworkChaos", "networkchaos");
        CompletableFuture<Void> somebody = whenInForce(() -> {
            try (Cluster other = Cluster.of(cluster.kubeconfig())) {
                other.list(kind, "shop")
                        .forEach(one -> other.patch(
                                kind,
                                "shop",
                                one.at("/metadata/name").asText(),
                                "{\"metadata\":{\"annotations\":{\"experiment.chaos-mesh.org/pause\":\"true\"}}}"));
            }
        });
        mustBeInvalid(run("chaosmesh"));
        somebody.join();
    }
}
