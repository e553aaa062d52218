package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One chaos object as a plain client sees it, in the namespace {@code shop}. */
final class Chaos {
    static final String SHOP = "shop";

    private final KubernetesClient client;
    private final String kind;
    private final String name;

    private Chaos(KubernetesClient client, String kind, String name) {
        this.client = client;
        this.kind = kind;
        this.name = name;
    }

    /** Creates it. */
    static Chaos create(KubernetesClient client, String kind, String name, Map<String, Object> spec) {
        return create(
                client,
                Serialization.unmarshal(
                        Serialization.asJson(Map.of(
                                "apiVersion",
                                ChaosKind.API_VERSION,
                                "kind",
                                kind,
                                "metadata",
                                Map.of("name", name, "namespace", SHOP),
                                "spec",
                                spec)),
                        GenericKubernetesResource.class));
    }

    static Chaos create(KubernetesClient client, GenericKubernetesResource resource) {
        Chaos chaos =
                new Chaos(client, resource.getKind(), resource.getMetadata().getName());
        chaos.all().inNamespace(SHOP).resource(resource).create();
        return chaos;
    }

    /** A delay of all that have the label {@code app: checkout}, for a minute. */
    static Chaos delay(KubernetesClient client, String name) {
        return create(client, "NetworkChaos", name, delaySpec());
    }

    static Map<String, Object> delaySpec() {
        return Map.of(
                "action", "delay",
                "mode", "all",
                "selector", Map.of("labelSelectors", Map.of("app", "checkout")),
                "delay", Map.of("latency", "200ms"),
                "duration", "60s");
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all() {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("chaos-mesh.org")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT))
                .withNamespaced(true)
                .build());
    }

    Resource<GenericKubernetesResource> at() {
        return all().inNamespace(SHOP).withName(name);
    }

    Optional<GenericKubernetesResource> now() {
        return Optional.ofNullable(at().get());
    }

    void delete() {
        at().delete();
    }

    void annotate(String annotation, String value) {
        at().patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + annotation + "\":" + value + "}}}");
    }

    void pause() {
        annotate(Reconciliation.PAUSE, "\"true\"");
    }

    void resume() {
        annotate(Reconciliation.PAUSE, "null");
    }

    Map<String, Object> status() {
        return now().map(Tree::status).orElse(Map.of());
    }

    String desiredPhase() {
        return Tree.text(status(), "experiment", "desiredPhase");
    }

    List<Map<String, Object>> records() {
        return Tree.maps(Tree.at(status(), "experiment", "containerRecords"));
    }

    List<String> phases() {
        return records().stream().map(record -> Tree.text(record, "phase")).toList();
    }

    String condition(String type) {
        return Conditions.written(status()).getOrDefault(type, "");
    }

    /** By the rules of the contract, not by the conditions alone. */
    boolean isInjected() {
        return desiredPhase().equals("Run")
                && !phases().isEmpty()
                && phases().stream().allMatch("Injected"::equals);
    }

    boolean isRecovered() {
        return desiredPhase().equals("Stop")
                && !phases().isEmpty()
                && phases().stream().allMatch("Not Injected"::equals);
    }

    void untilInjected() {
        Eventually.holds(() -> name + " is injected, but it is " + status(), this::isInjected);
    }

    void untilRecovered() {
        Eventually.holds(() -> name + " is recovered, but it is " + status(), this::isRecovered);
    }

    void untilGone() {
        Eventually.holds(() -> name + " is gone, but it is " + now(), () -> now().isEmpty());
    }

    List<Event> events() {
        return client.v1()
                .events()
                .inNamespace(SHOP)
                .withField("involvedObject.name", name)
                .list()
                .getItems();
    }

    void untilEvent(String reason, String message) {
        Eventually.holds(
                () -> "there is an event " + reason + ": " + message + ", but there are " + events(),
                () -> events().stream()
                        .anyMatch(event -> event.getReason().equals(reason)
                                && event.getMessage().equals(message)));
    }
}
