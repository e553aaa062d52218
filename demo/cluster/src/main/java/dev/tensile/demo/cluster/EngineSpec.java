package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What a ChaosEngine asks for, as the runner and the experiment read it: the first experiment of the list. */
record EngineSpec(Map<String, Object> spec) {
    private static final String DEFAULT_DURATION = "30";

    boolean isActive() {
        return !Tree.text(spec, "engineState").equals("stop");
    }

    /** Whether helper pods get the time to put things back when they are killed. */
    boolean revertsOnAbort() {
        String grace = Tree.text(spec, "terminationGracePeriodSeconds");
        return grace.matches("[0-9]+") && Integer.parseInt(grace) >= 1;
    }

    boolean keepsJobs() {
        return Tree.text(spec, "jobCleanUpPolicy").equals("retain");
    }

    private Map<String, Object> first() {
        return Tree.maps(spec.get("experiments")).stream().findFirst().orElse(Map.of());
    }

    String experiment() {
        return Tree.text(first(), "name");
    }

    List<Map<String, Object>> probes() {
        return Tree.maps(Tree.at(first(), "spec", "probe"));
    }

    int duration(Optional<GenericKubernetesResource> definition) {
        return Integer.parseInt(environment(definition).getOrDefault("TOTAL_CHAOS_DURATION", DEFAULT_DURATION));
    }

    int interval(Optional<GenericKubernetesResource> definition) {
        return Math.max(1, Integer.parseInt(environment(definition).getOrDefault("CHAOS_INTERVAL", "10")));
    }

    /** What the experiment's definition says, unless the engine says otherwise. */
    Map<String, String> environment(Optional<GenericKubernetesResource> definition) {
        Map<String, String> environment = new LinkedHashMap<>();
        Stream.concat(
                        definition.stream()
                                .flatMap(found -> Tree.maps(Tree.at(Tree.spec(found), "definition", "env")).stream()),
                        Tree.maps(Tree.at(first(), "spec", "components", "env")).stream())
                .filter(variable -> !Tree.text(variable, "value").isBlank())
                .forEach(variable -> environment.put(Tree.text(variable, "name"), Tree.text(variable, "value")));
        return environment;
    }

    /** Namespace and name of the pods to hurt; empty, if none matches. */
    List<String> targets(Store store, Optional<GenericKubernetesResource> definition, Random random) {
        Map<String, String> environment = environment(definition);
        List<String> matching = new ArrayList<>(matching(store));
        String named = environment.getOrDefault("TARGET_PODS", "");
        if (!named.isEmpty()) {
            List<String> names = Arrays.asList(named.split(","));
            return matching.stream()
                    .filter(pod -> names.contains(pod.substring(pod.indexOf('/') + 1)))
                    .toList();
        }
        int share = Integer.parseInt(environment.getOrDefault("PODS_AFFECTED_PERC", "0"));
        int count = Math.min(matching.size(), Math.max(1, matching.size() * share / 100));
        Collections.shuffle(matching, random);
        return List.copyOf(matching.subList(0, count));
    }

    private List<String> matching(Store store) {
        Map<String, Object> app = Tree.map(spec.get("appinfo"));
        Stream<String> ofApp = app.isEmpty() ? Stream.of() : ofKind(store, app);
        Stream<String> ofWorkloads = Tree.maps(Tree.at(spec, "selectors", "workloads")).stream()
                .flatMap(each -> pods(store, Tree.text(each, "namespace"), Tree.text(each, "labels")));
        Stream<String> named = Tree.maps(Tree.at(spec, "selectors", "pods")).stream()
                .flatMap(each -> Arrays.stream(Tree.text(each, "names").split(","))
                        .map(name -> Tree.text(each, "namespace") + "/" + name)
                        .filter(pod ->
                                pods(store, Tree.text(each, "namespace"), "").anyMatch(pod::equals)));
        return Stream.of(ofApp, ofWorkloads, named)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Pods that belong to something of another kind are passed over, as litmus-go does. */
    private static Stream<String> ofKind(Store store, Map<String, Object> app) {
        String kind = Tree.text(app, "appkind");
        return found(store, Tree.text(app, "appns"), Tree.text(app, "applabel"))
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .allMatch(owner -> kind.isEmpty() || kind.equals(workload(owner.getKind()))))
                .map(EngineSpec::key);
    }

    private static String workload(String owner) {
        return owner.equals("ReplicaSet") ? "deployment" : owner.toLowerCase(Locale.ROOT);
    }

    private static Stream<String> pods(Store store, String namespace, String labels) {
        return found(store, namespace, labels).map(EngineSpec::key);
    }

    private static String key(GenericKubernetesResource pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    private static Stream<GenericKubernetesResource> found(Store store, String namespace, String labels) {
        Query query = new Query(Map.of("labelSelector", labels));
        return store.all(ResourceType.POD, namespace).stream()
                .filter(pod -> query.matches(Map.of("metadata", Map.of("labels", labels(pod)))));
    }

    private static Map<String, String> labels(GenericKubernetesResource pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    }
}
