package dev.tensile.demo.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API server, when it behaves. */
class ApiServerTest {
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
    void deletesAllThatMatchAtOnce() {
        client.raw("/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout", "DELETE", Map.of());
        assertEquals(
                List.of("payments-1"),
                names(client.pods().inNamespace("shop").list().getItems()));
    }

    @Test
    void isClosedOnceWhenItIsClosedTwice() {
        EmulatedCluster another = EmulatedCluster.start();
        another.close();
        another.close();
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
