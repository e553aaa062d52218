package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server, when it behaves and when it does not. */
class ApiServerTest {
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
    void keepsWhatItWasAskedAndAnswered() {
        long before = System.nanoTime();
        Chaos.delay(client, "slow");
        Answered create = cluster.requests().stream()
                .filter(answered -> answered.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        assertEquals("/apis/chaos-mesh.org/v1alpha1/namespaces/shop/networkchaos", create.path());
        assertTrue(create.body().contains("\"latency\":\"200ms\""), create.body());
        assertEquals(201, create.status());
        assertTrue(create.nanoTime() > before && create.nanoTime() < System.nanoTime());
    }

    @Test
    void listsByLabelsAndFieldsInOneNamespaceOrAll() {
        assertEquals(
                List.of("checkout-1", "checkout-9"),
                names(client.pods()
                        .inAnyNamespace()
                        .withLabel("app", "checkout")
                        .list()
                        .getItems()));
        assertEquals(
                List.of("checkout-1", "payments-1"),
                names(client.pods()
                        .inNamespace("shop")
                        .withLabelIn("app", "checkout", "payments")
                        .list()
                        .getItems()));
        assertEquals(
                List.of("payments-1"),
                names(client.pods()
                        .inNamespace("shop")
                        .withoutLabel("tier")
                        .list()
                        .getItems()));
        assertEquals(
                List.of("payments-1"),
                names(client.pods()
                        .inNamespace("shop")
                        .withField("metadata.name", "payments-1")
                        .list()
                        .getItems()));
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).sorted().toList();
    }

    @Test
    void takesAwayWhatAMergePatchSetsToNull() {
        Chaos chaos = Chaos.delay(client, "slow");
        chaos.pause();
        assertEquals(
                "true", chaos.now().orElseThrow().getMetadata().getAnnotations().get(Reconciliation.PAUSE));
        chaos.resume();
        assertNull(chaos.now().orElseThrow().getMetadata().getAnnotations().get(Reconciliation.PAUSE));
    }

    @Test
    void refusesAReplacementOfWhatHasChangedSince() {
        Chaos chaos = Chaos.delay(client, "slow");
        GenericKubernetesResource stale = chaos.now().orElseThrow();
        chaos.annotate("touched", "\"since\"");
        assertEquals(
                409,
                refused(() -> client.resource(stale).lockResourceVersion().update())
                        .getCode());
    }

    @Test
    void patchesByJsonPatchToo() {
        Chaos chaos = Chaos.delay(client, "slow");
        chaos.at()
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"run\":\"4f2a\"}}]");
        assertEquals("4f2a", chaos.now().orElseThrow().getMetadata().getLabels().get("run"));
        assertEquals("200ms", Tree.text(Tree.spec(chaos.now().orElseThrow()), "delay", "latency"));
    }

    @Test
    void deletesOnlyTheObjectThatIsMeant() {
        Chaos chaos = Chaos.delay(client, "slow");
        Reply reply = delete("{\"preconditions\":{\"uid\":\"another\"}}");
        assertEquals(409, reply.status());
        assertTrue(chaos.now().isPresent());
    }

    private Reply delete(String options) {
        String path = "/apis/chaos-mesh.org/v1alpha1/namespaces/shop/networkchaos/slow";
        try {
            String body = client.raw(path, "DELETE", Json.parse(options));
            return new Reply(200, body);
        } catch (KubernetesClientException refused) {
            return new Reply(refused.getCode(), "");
        }
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

    @Test
    void refusesWatchesByThemselves() {
        cluster.api().when("WATCH", NETWORK_CHAOS).times(1).answers(403);
        Chaos chaos = Chaos.delay(client, "slow");
        assertEquals(403, refused(() -> chaos.at().watch(new Ignoring())).getCode());
        assertTrue(chaos.now().isPresent());
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

    private static final class Ignoring implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {}

        @Override
        public void onClose(WatcherException cause) {}
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

    @Test
    void answersAccessReviewsByTheRules() {
        assertTrue(mayCreate("networkchaos", "shop"));
        cluster.api().denies(new AccessRule("chaos-mesh.org", "networkchaos", "*", "shop"));
        assertFalse(mayCreate("networkchaos", "shop"));
        assertTrue(mayCreate("networkchaos", "other"));
        assertTrue(mayCreate("stresschaos", "shop"));
    }

    private boolean mayCreate(String resource, String namespace) {
        Map<String, Object> asked =
                Map.of("group", "chaos-mesh.org", "resource", resource, "verb", "create", "namespace", namespace);
        String answer = client.raw(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "POST",
                Map.of("kind", "SelfSubjectAccessReview", "spec", Map.of("resourceAttributes", asked)));
        return Tree.text(Json.parse(answer), "status", "allowed").equals("true");
    }

    @Test
    void saysWhatItServes() {
        assertEquals("1", client.getKubernetesVersion().getMajor());
        assertTrue(client.getApiResources("chaos-mesh.org/v1alpha1").getResources().stream()
                .anyMatch(resource -> resource.getKind().equals("NetworkChaos")
                        && resource.getName().equals("networkchaos")));
        assertTrue(client.raw("/apis/litmuschaos.io/v1alpha1").contains("chaosengines"));
        cluster.chaosMesh().notInstalled();
        assertNull(client.raw("/apis/chaos-mesh.org/v1alpha1"));
        assertEquals(404, refused(() -> Chaos.delay(client, "slow")).getCode());
        cluster.litmus().notInstalled();
        assertNull(client.raw("/apis/litmuschaos.io/v1alpha1"));
    }

    @Test
    void tellsOldFromNewByTheSchemaOfJvmChaos() {
        String crd = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/jvmchaos.chaos-mesh.org";
        assertTrue(client.raw(crd).contains("\"returnValue\""));
        cluster.chaosMesh().release(Release.BEFORE_2_8);
        assertFalse(client.raw(crd).contains("\"returnValue\""));
        assertTrue(client.raw(crd).contains("\"value\""));
    }

    @Test
    void runsThePodsOfWhatIsInstalled() {
        assertEquals(1, components("controller-manager"));
        assertEquals(1, components("chaos-daemon"));
    }

    private int components(String component) {
        return client.pods()
                .inNamespace("chaos-mesh")
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems()
                .size();
    }
}
