package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server, when it does not behave. */
class MisbehaviourTest {
    private static final String NETWORK_CHAOS = "/apis/chaos-mesh.org/v1alpha1/namespaces/[^/]+/networkchaos.*";

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

    private KubernetesClientException refused(Runnable call) {
        return assertThrows(KubernetesClientException.class, call::run);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 410, 429, 401, 403})
    void answersWithTheStatusThatItIsToldUntilToldOtherwise(int status) {
        Chaos chaos = Chaos.delay(client, "slow");
        cluster.api().when("GET", NETWORK_CHAOS).answers(status, "no luck");
        for (int i = 0; i < 2; i++) {
            KubernetesClientException refused = refused(chaos::now);
            assertEquals(status, refused.getCode());
            assertEquals("no luck", refused.getStatus().getMessage());
        }
        cluster.api().behaves();
        assertTrue(chaos.now().isPresent());
    }

    @Test
    void answersOnlyTheNextFewWithAStatus() {
        Chaos chaos = Chaos.delay(client, "slow");
        cluster.api().when("GET", NETWORK_CHAOS).times(2).answers(503);
        assertEquals(503, refused(chaos::now).getCode());
        assertEquals(503, refused(chaos::now).getCode());
        assertTrue(chaos.now().isPresent());
    }

    @Test
    void doesNotDoWhatItRefuses() {
        cluster.api().when("POST", NETWORK_CHAOS).answers(503);
        refused(() -> Chaos.delay(client, "slow"));
        refused(() -> Chaos.delay(client, "slow"));
        assertEquals(List.of(), cluster.objects());
        cluster.api().behaves();
        Chaos.delay(client, "slow").untilInjected();
    }

    @Test
    void answersLate() {
        cluster.api().when("GET", NETWORK_CHAOS).times(1).answersAfter(Duration.ofMillis(300));
        Chaos chaos = Chaos.delay(client, "slow");
        long start = System.nanoTime();
        assertTrue(chaos.now().isPresent());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
    }

    @Test
    void doesAndNeverAnswers() {
        cluster.api().when("POST", NETWORK_CHAOS).times(1).isDoneButNeverAnswered();
        refused(() -> Chaos.delay(client, "slow"));
        assertEquals(List.of("NetworkChaos shop/slow"), cluster.objects());
        assertEquals(0, cluster.requests().get(cluster.requests().size() - 1).status());
        assertEquals(409, refused(() -> Chaos.delay(client, "slow")).getCode(), "it is there");
    }

    @Test
    void hangsUpWithoutDoingAnything() {
        cluster.api().when("POST", NETWORK_CHAOS).times(1).isNeverAnswered();
        refused(() -> Chaos.delay(client, "slow"));
        assertEquals(List.of(), cluster.objects());
    }

    @Test
    void answersGarbage() {
        Chaos chaos = Chaos.delay(client, "slow");
        cluster.api().when("GET", NETWORK_CHAOS).times(1).answersGarbage();
        assertThrows(RuntimeException.class, chaos::now);
        assertTrue(chaos.now().isPresent());
    }

    @Test
    void refusesWatchesByThemselves() {
        cluster.api().when("WATCH", NETWORK_CHAOS).times(1).answers(403);
        Chaos chaos = Chaos.delay(client, "slow");
        assertEquals(403, refused(() -> chaos.at().watch(new Ignoring())).getCode());
        assertTrue(chaos.now().isPresent());
    }

    private static final class Ignoring implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {}

        @Override
        public void onClose(WatcherException cause) {}
    }
}
