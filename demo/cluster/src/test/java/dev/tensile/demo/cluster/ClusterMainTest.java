package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster as a command. */
class ClusterMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void saysReadyWritesTheKubeconfigAndEndsWithItsInput() throws Exception {
        Path kubeconfig = folder.resolve("kubeconfig.yaml");
        PipedOutputStream parent = new PipedOutputStream();
        InputStream in = new PipedInputStream(parent);
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> run(
                in,
                "--kubeconfig",
                kubeconfig.toString(),
                "--pods",
                "shop/checkout-1=app:checkout,tier:web",
                "shop/payments-1=app:payments"));
        Eventually.holds(
                () -> "it is ready, but it said " + text(out) + text(err),
                () -> text(out).contains("READY"));
        assertTrue(text(out).matches("READY cluster port=\\d+ pid=\\d+\\R"), text(out));
        Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
        assertEquals("tensile-rehearsal", config.getCurrentContext().getName());
        assertEquals(List.of("checkout-1"), podsOfTier(config, "web"));
        assertEquals(ChaosHub.POD_EXPERIMENTS.stream().sorted().toList(), experiments(config));
        parent.close();
        assertEquals(0, ended.get());
    }

    private static List<String> experiments(Config config) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return client
                    .genericKubernetesResources(Litmus.API_VERSION, "ChaosExperiment")
                    .inNamespace(ChaosHub.NAMESPACE)
                    .list()
                    .getItems()
                    .stream()
                    .map(found -> found.getMetadata().getName())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> podsOfTier(Config config, String tier) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return client.pods().inNamespace("shop").withLabel("tier", tier).list().getItems().stream()
                    .map(pod -> pod.getMetadata().getName())
                    .toList();
        }
    }

    @Test
    void refusesAPodThatIsNoPod() {
        int code = run(
                InputStream.nullInputStream(),
                "--kubeconfig",
                folder.resolve("k").toString(),
                "--pods",
                "shop");
        assertTrue(code != 0);
        assertTrue(text(err).contains("namespace/name=label:value"), text(err));
    }

    @Test
    void saysInOneLineThatThePortIsTaken() {
        try (EmulatedCluster first = EmulatedCluster.start()) {
            int code = run(
                    InputStream.nullInputStream(),
                    "--kubeconfig",
                    folder.resolve("k").toString(),
                    "--port",
                    String.valueOf(first.url().getPort()));
            assertEquals(3, code);
            assertEquals(1, text(err).lines().count(), text(err));
        }
    }

    private int run(InputStream in, String... args) {
        return ClusterMain.run(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
