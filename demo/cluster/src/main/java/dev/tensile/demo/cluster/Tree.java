package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes JSON as maps and lists. What is absent reads as empty. */
final class Tree {
    private Tree() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    static List<Map<String, Object>> maps(@Nullable Object value) {
        return list(value).stream().map(Tree::map).toList();
    }

    static @Nullable Object at(Map<String, Object> root, String... path) {
        Object here = root;
        for (String key : path) {
            here = map(here).get(key);
        }
        return here;
    }

    /** Numbers and booleans as text; empty when absent. */
    static String text(Map<String, Object> root, String... path) {
        return Optional.ofNullable(at(root, path)).map(String::valueOf).orElse("");
    }

    static boolean has(Map<String, Object> root, String... path) {
        return at(root, path) != null;
    }

    static Map<String, Object> spec(GenericKubernetesResource resource) {
        return map(resource.getAdditionalProperties().get("spec"));
    }

    static Map<String, Object> status(GenericKubernetesResource resource) {
        return map(resource.getAdditionalProperties().get("status"));
    }

    /** The status to write to; made, if there is none. */
    static Map<String, Object> openStatus(GenericKubernetesResource resource) {
        return open(resource.getAdditionalProperties(), "status");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> open(Map<String, Object> root, String key) {
        return (Map<String, Object>) root.compute(key, (k, old) -> new LinkedHashMap<>(map(old)));
    }

    /** RFC 7386: null takes away. */
    static Map<String, Object> merged(Map<String, Object> target, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(target);
        patch.forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else {
                result.put(key, value instanceof Map ? merged(map(result.get(key)), map(value)) : value);
            }
        });
        return result;
    }

    static void addIfAbsent(Map<String, Object> root, String key, Object value) {
        if (root.get(key) == null || "".equals(root.get(key))) {
            root.put(key, value);
        }
    }

    static List<Object> copy(@Nullable Object value) {
        return new ArrayList<>(list(value));
    }
}
