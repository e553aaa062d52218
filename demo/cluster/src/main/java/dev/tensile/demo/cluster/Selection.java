package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Chooses targets as Chaos Mesh does: all that match, then as many of them as the mode says, at random. */
final class Selection {
    /** Ends as an event on the object; the message is Chaos Mesh's own. */
    static final class NothingSelected extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        NothingSelected(String message) {
            super(message);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    record Target(String id, String selectorKey) {}

    private final Store store;
    private final Random random;

    Selection(Store store, Random random) {
        this.store = store;
        this.random = random;
    }

    List<Target> select(ChaosKind kind, Map<String, Object> spec) throws NothingSelected {
        if (!kind.isAboutPods()) {
            return kind.otherIds(spec).stream().map(id -> new Target(id, ".")).toList();
        }
        List<Target> targets = new ArrayList<>(targets(kind, spec, spec, "."));
        if (kind == ChaosKind.NETWORKCHAOS && Tree.has(spec, "target")) {
            targets.addAll(targets(kind, spec, Tree.map(spec.get("target")), ".Target"));
        }
        return targets;
    }

    private List<Target> targets(ChaosKind kind, Map<String, Object> spec, Map<String, Object> from, String key)
            throws NothingSelected {
        List<Map<String, Object>> matching = matching(Tree.map(from.get("selector")));
        if (matching.isEmpty()) {
            throw new NothingSelected("no pod is selected");
        }
        List<Map<String, Object>> chosen = chosen(matching, Tree.text(from, "mode"), Tree.text(from, "value"));
        if (chosen.isEmpty()) {
            throw new NothingSelected("no target has been selected");
        }
        return chosen.stream()
                .flatMap(pod -> ids(kind, spec, pod))
                .map(id -> new Target(id, key))
                .toList();
    }

    private static Stream<String> ids(ChaosKind kind, Map<String, Object> spec, Map<String, Object> pod) {
        String id = Tree.text(pod, "metadata", "namespace") + "/" + Tree.text(pod, "metadata", "name");
        if (kind.unit(spec) == ChaosKind.Unit.POD) {
            return Stream.of(id);
        }
        List<String> named = Tree.texts(spec.get("containerNames"));
        List<String> all = Tree.maps(Tree.at(pod, "spec", "containers")).stream()
                .map(container -> Tree.text(container, "name"))
                .toList();
        Stream<String> containers =
                named.isEmpty() ? all.stream().limit(1) : all.stream().filter(named::contains);
        String tail = kind.unit(spec) == ChaosKind.Unit.VOLUME ? "/" + Tree.text(spec, "volumeName") : "";
        return containers.map(container -> id + "/" + container + tail);
    }

    private List<Map<String, Object>> matching(Map<String, Object> selector) {
        return store.all(ResourceType.POD, "").stream()
                .map(Selection::tree)
                .filter(pod -> matches(selector, pod))
                .toList();
    }

    private static Map<String, Object> tree(GenericKubernetesResource pod) {
        return Json.parse(Serialization.asJson(pod));
    }

    private static boolean matches(Map<String, Object> selector, Map<String, Object> pod) {
        String namespace = Tree.text(pod, "metadata", "namespace");
        Map<String, Object> pods = Tree.map(selector.get("pods"));
        if (!pods.isEmpty()) {
            return Tree.texts(pods.get(namespace)).contains(Tree.text(pod, "metadata", "name"));
        }
        return among(selector, "namespaces", namespace)
                && among(selector, "nodes", Tree.text(pod, "spec", "nodeName"))
                && among(selector, "podPhaseSelectors", Tree.text(pod, "status", "phase"))
                && contains(Tree.map(Tree.at(pod, "metadata", "labels")), Tree.map(selector.get("labelSelectors")))
                && contains(
                        Tree.map(Tree.at(pod, "metadata", "annotations")),
                        Tree.map(selector.get("annotationSelectors")))
                && Tree.map(selector.get("fieldSelectors")).entrySet().stream()
                        .allMatch(field ->
                                Tree.text(pod, field.getKey().split("\\.")).equals(field.getValue()))
                && Tree.maps(selector.get("expressionSelectors")).stream().allMatch(each -> meets(each, pod));
    }

    private static boolean among(Map<String, Object> selector, String field, String value) {
        List<String> allowed = Tree.texts(selector.get(field));
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static boolean contains(Map<String, Object> all, Map<String, Object> asked) {
        return asked.entrySet().stream().allMatch(each -> each.getValue().equals(all.get(each.getKey())));
    }

    private static boolean meets(Map<String, Object> expression, Map<String, Object> pod) {
        Map<String, Object> labels = Tree.map(Tree.at(pod, "metadata", "labels"));
        Optional<Object> label = Optional.ofNullable(labels.get(Tree.text(expression, "key")));
        List<String> values = Tree.texts(expression.get("values"));
        return switch (Tree.text(expression, "operator")) {
            case "In" -> label.isPresent() && values.contains(label.get());
            case "NotIn" -> label.isEmpty() || !values.contains(label.get());
            case "Exists" -> label.isPresent();
            case "DoesNotExist" -> label.isEmpty();
            default -> false;
        };
    }

    private List<Map<String, Object>> chosen(List<Map<String, Object>> matching, String mode, String value) {
        int all = matching.size();
        int count = switch (mode) {
            case "one" -> 1;
            case "fixed" -> Math.min(all, Integer.parseInt(value));
            case "fixed-percent" -> (int) Math.ceil(all * Integer.parseInt(value) / 100.0);
            case "random-max-percent" -> (int) Math.floor(all * random.nextInt(Integer.parseInt(value) + 1) / 100.0);
            default -> all;
        };
        List<Map<String, Object>> shuffled = new ArrayList<>(matching);
        if (count < all) {
            Collections.shuffle(shuffled, random);
        }
        return shuffled.subList(0, count);
    }
}
