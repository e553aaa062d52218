package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One ChaosEngine as a plain client sees it, in the namespace {@code litmus}. */
final class Engine {
    static final String LITMUS = "litmus";

    private final KubernetesClient client;
    private final String name;
    private final String fault;

    private Engine(KubernetesClient client, String name, String fault) {
        this.client = client;
        this.name = name;
        this.fault = fault;
    }

    static void install(KubernetesClient client, String fault) {
        put(client, "ChaosExperiment", "chaosexperiments", fault, Map.of("definition", Map.of("scope", "Namespaced")));
    }

    /** A latency for an hour on one pod with the label {@code app=checkout}. */
    static Map<String, Object> latency() {
        return spec("pod-network-latency", "3600");
    }

    static Map<String, Object> spec(String fault, String seconds) {
        return Map.of(
                "engineState",
                "active",
                "terminationGracePeriodSeconds",
                30,
                "appinfo",
                Map.of("appns", "shop", "applabel", "app=checkout", "appkind", "deployment"),
                "chaosServiceAccount",
                "litmus-admin",
                "experiments",
                List.of(Map.of("name", fault, "spec", environment("TOTAL_CHAOS_DURATION", seconds))));
    }

    static Map<String, Object> environment(String... namesAndValues) {
        List<Map<String, String>> env = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            env.add(Map.of("name", namesAndValues[i], "value", namesAndValues[i + 1]));
        }
        return Map.of("components", Map.of("env", env));
    }

    static Engine create(KubernetesClient client, String name, Map<String, Object> spec) {
        put(client, "ChaosEngine", "chaosengines", name, spec);
        return new Engine(
                client, name, Tree.text(Tree.maps(spec.get("experiments")).get(0), "name"));
    }

    private static void put(
            KubernetesClient client, String kind, String plural, String name, Map<String, Object> spec) {
        GenericKubernetesResource resource = Serialization.unmarshal(
                Serialization.asJson(Map.of(
                        "apiVersion",
                        Litmus.API_VERSION,
                        "kind",
                        kind,
                        "metadata",
                        Map.of("name", name, "namespace", LITMUS),
                        "spec",
                        spec)),
                GenericKubernetesResource.class);
        client.genericKubernetesResources(context(kind, plural))
                .inNamespace(LITMUS)
                .resource(resource)
                .create();
    }

    private static ResourceDefinitionContext context(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("litmuschaos.io")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    private Resource<GenericKubernetesResource> at() {
        return client.genericKubernetesResources(context("ChaosEngine", "chaosengines"))
                .inNamespace(LITMUS)
                .withName(name);
    }

    Optional<GenericKubernetesResource> now() {
        return Optional.ofNullable(at().get());
    }

    void state(String state) {
        at().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"engineState\":\"" + state + "\"}}");
    }

    void delete() {
        at().delete();
    }

    String status() {
        return now().map(engine -> Tree.text(Tree.status(engine), "engineStatus"))
                .orElse("gone");
    }

    Map<String, Object> experiment() {
        return now().map(engine -> Tree.maps(Tree.status(engine).get("experiments")).stream()
                        .findFirst()
                        .orElse(Map.of()))
                .orElse(Map.of());
    }

    Optional<GenericKubernetesResource> result() {
        return Optional.ofNullable(client.genericKubernetesResources(context("ChaosResult", "chaosresults"))
                .inNamespace(LITMUS)
                .withName(name + "-" + fault)
                .get());
    }

    String result(String field) {
        return result().map(result -> Tree.text(Tree.status(result), "experimentStatus", field))
                .orElse("");
    }

    List<Map<String, Object>> historyTargets() {
        return result().map(result -> Tree.maps(Tree.at(Tree.status(result), "history", "targets")))
                .orElse(List.of());
    }

    void untilStatus(String status) {
        Eventually.holds(() -> name + " is " + status + ", but it is " + now(), () -> status().equals(status));
    }

    void untilEvent(String reason) {
        Eventually.holds(
                () -> "there is an event " + reason + ", but there are " + reasons(),
                () -> reasons().contains(reason));
    }

    List<String> reasons() {
        return client
                .v1()
                .events()
                .inNamespace(LITMUS)
                .withField("involvedObject.name", name)
                .list()
                .getItems()
                .stream()
                .map(Event::getReason)
                .toList();
    }
}
