package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches, and how they end. */
class WatchTest {
    private final EmulatedCluster cluster = EmulatedCluster.start();
    // One that does not try again by itself.
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig()))
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout(5_000)
                    .withWatchReconnectLimit(0)
                    .build())
            .build();

    @BeforeEach
    void addPods() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout", "tier", "web"));
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
        cluster.pods().add("other", "checkout-9", Map.of("app", "checkout"));
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void dropsWatches() {
        List<String> closed = new CopyOnWriteArrayList<>();
        watch(closed);
        cluster.api().dropsWatches();
        Eventually.holds("the watch is closed", () -> closed.size() == 1);
    }

    @Test
    void expiresWatchesWith410() {
        List<String> closed = new CopyOnWriteArrayList<>();
        watch(closed);
        cluster.api().expiresWatches();
        Eventually.holds(() -> "the watch is gone, but it is " + closed, () -> closed.equals(List.of("gone: true")));
    }

    private Watch watch(List<String> closed) {
        List<String> seen = new CopyOnWriteArrayList<>();
        Chaos chaos = Chaos.delay(client, "slow");
        Watch watch = chaos.at().watch(new Watcher<GenericKubernetesResource>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource resource) {
                seen.add(action.name());
            }

            @Override
            public void onClose(WatcherException cause) {
                closed.add("gone: " + cause.isHttpGone());
            }
        });
        Eventually.holds("it is watched", () -> !seen.isEmpty());
        return watch;
    }

    @Test
    void startsAWatchWhereAListEnded() {
        String version = client.pods().inNamespace("shop").list().getMetadata().getResourceVersion();
        cluster.pods().add("shop", "late-1", Map.of());
        List<String> seen = new CopyOnWriteArrayList<>();
        Watch watch = client.pods()
                .inNamespace("shop")
                .watch(new ListOptionsBuilder().withResourceVersion(version).build(), new Watcher<Pod>() {
                    @Override
                    public void eventReceived(Action action, Pod pod) {
                        seen.add(action + " " + pod.getMetadata().getName());
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
        cluster.pods().remove("shop", "late-1");
        Eventually.holds(
                () -> "only what is new is seen, but it was " + seen,
                () -> seen.equals(List.of("ADDED late-1", "DELETED late-1")));
        watch.close();
    }
}
