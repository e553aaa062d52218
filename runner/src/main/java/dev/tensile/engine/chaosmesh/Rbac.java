package dev.tensile.engine.chaosmesh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The least that a user of this engine must be allowed: a Role in each namespace that is reached into. */
final class Rbac {
    private Rbac() {}

    /** @param specs of a plan; without any, a Role for every kind, with a namespace to fill in */
    static String role(List<ChaosSpec> specs) {
        Map<String, Set<String>> kinds = new TreeMap<>();
        for (ChaosSpec spec : specs) {
            Namespaces.of(spec)
                    .forEach(namespace -> kinds.computeIfAbsent(namespace, key -> new TreeSet<>())
                            .add(spec.kind().plural()));
        }
        if (kinds.isEmpty()) {
            kinds.put(
                    "YOUR-NAMESPACE",
                    Arrays.stream(ChaosKind.values())
                            .map(ChaosKind::plural)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return kinds.entrySet().stream()
                .map(entry -> role(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("---\n"));
    }

    private static String role(String namespace, Set<String> kinds) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: tensile, namespace: %s}
                rules:
                - apiGroups: [chaos-mesh.org]
                  resources: [%s]
                  verbs: [create, get, list, patch, delete]
                - apiGroups: [""]
                  resources: [pods, events]
                  verbs: [get, list]
                """.formatted(namespace, String.join(", ", kinds));
    }
}
