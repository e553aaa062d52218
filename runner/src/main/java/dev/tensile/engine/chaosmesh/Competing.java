package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.ResourceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Other faults on the same pods: of these kinds a second one disturbs the first, and may then never go away. */
final class Competing {
    private Competing() {}

    /** What is in force there already, in a sentence. */
    static Optional<String> with(Cluster cluster, ChaosSpec spec, List<Instance> pods) {
        if (spec.kind() != ChaosKind.NETWORK && spec.kind() != ChaosKind.HTTP) {
            return Optional.empty();
        }
        Set<String> ids = pods.stream().map(Instance::id).collect(Collectors.toSet());
        for (String namespace : namespaces(spec, pods)) {
            Optional<String> found = declared(cluster, spec.kind(), namespace, ids)
                    .or(() -> carriedOut(cluster, spec.kind(), namespace, ids));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Set<String> namespaces(ChaosSpec spec, List<Instance> pods) {
        Set<String> namespaces = new TreeSet<>(Set.of(spec.namespace()));
        pods.forEach(pod -> namespaces.add(pod.namespace()));
        return namespaces;
    }

    private static Optional<String> declared(Cluster cluster, ChaosKind kind, String namespace, Set<String> ids) {
        for (JsonNode other : list(cluster, kind.resource(), namespace)) {
            ChaosStatus status = ChaosStatus.of(other);
            Optional<Target> hit = status.records().stream()
                    .filter(record -> !record.phase().equals("Not Injected"))
                    .filter(record -> ids.contains(record.instance()))
                    .findFirst();
            if (hit.isPresent()) {
                return hit.map(target ->
                        "a " + kind.kind() + " is in force on " + target.instance() + " already: " + status.name());
            }
        }
        return Optional.empty();
    }

    /** What the daemons were told for a pod, whichever namespace the fault was declared in: an object that is called as the pod. */
    private static Optional<String> carriedOut(Cluster cluster, ChaosKind kind, String namespace, Set<String> ids) {
        String internal = kind == ChaosKind.NETWORK ? "PodNetworkChaos" : "PodHttpChaos";
        ResourceKind resource =
                new ResourceKind(ChaosKind.GROUP, ChaosKind.VERSION, internal, internal.toLowerCase(Locale.ROOT));
        for (JsonNode one : list(cluster, resource, namespace)) {
            String id = namespace + "/" + one.path("metadata").path("name").asText();
            JsonNode spec = one.path("spec");
            boolean idle = spec.path("tcs").isEmpty()
                    && spec.path("iptables").isEmpty()
                    && spec.path("ipsets").isEmpty()
                    && spec.path("rules").isEmpty();
            if (ids.contains(id) && !idle) {
                return Optional.of("a " + kind.kind() + " of another namespace is in force on " + id + " already: "
                        + internal + " " + id);
            }
        }
        return Optional.empty();
    }

    /** None where they may not be seen. */
    private static List<JsonNode> list(Cluster cluster, ResourceKind kind, String namespace) {
        try {
            return cluster.list(kind, namespace);
        } catch (ClusterRefused unseen) {
            return List.of();
        }
    }
}
