package dev.tensile.engine.litmus;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The least that a user of this engine must be allowed. What the faults themselves need is in Litmus' own pages. */
final class Rbac {
    private Rbac() {}

    /** A Role where the engines live, and one to look at pods in each namespace that is reached into. */
    static String role(Home home, List<LitmusSpec> specs) {
        String rules = Preflight.verbs().entrySet().stream()
                .map(entry -> "- apiGroups: [" + LitmusKind.GROUP + "]\n  resources: ["
                        + entry.getKey().plural() + "]\n  verbs: [" + String.join(", ", entry.getValue()) + "]\n")
                .collect(Collectors.joining());
        return head(home.namespace())
                + rules
                + look("pods, events")
                + specs.stream()
                        .map(spec -> spec.app().namespace())
                        .filter(namespace -> !namespace.equals(home.namespace()))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map(namespace -> "---\n" + head(namespace) + look("pods"))
                        .collect(Collectors.joining())
                + specs.stream()
                        .flatMap(spec -> Footprint.of(spec).stream())
                        .map(Rbac::footprint)
                        .distinct()
                        .collect(Collectors.joining());
    }

    /** To see what a fault changes in the API; nodes belong to no namespace. */
    private static String footprint(Footprint footprint) {
        boolean wide = footprint.namespace().isEmpty();
        return """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata: {name: tensile-%s%s}
                rules:
                - apiGroups: ["%s"]
                  resources: [%s]
                  verbs: [%s]
                """.formatted(
                        wide ? "ClusterRole" : "Role",
                        footprint.resource(),
                        wide ? "" : ", namespace: " + footprint.namespace(),
                        footprint.group(),
                        footprint.resource(),
                        footprint.verb());
    }

    private static String head(String namespace) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: tensile, namespace: %s}
                rules:
                """.formatted(namespace);
    }

    private static String look(String resources) {
        return "- apiGroups: [\"\"]\n  resources: [" + resources + "]\n  verbs: [list]\n";
    }
}
