package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must be so before anything starts; asks, and changes nothing. The webhooks of Chaos Mesh would find half of it later. */
final class Preflight {
    private static final Set<String> VERBS = new TreeSet<>(Set.of("create", "get", "list", "patch", "delete"));

    private final Cluster cluster;
    private final List<String> missing = new ArrayList<>();

    /** What has been asked already: rungs differ in strength, not in the rights that they need. */
    private final Set<String> asked = new HashSet<>();

    private Preflight(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A dose, and what it is in the words of Chaos Mesh. */
    record Planned(BlastRadius radius, ChaosSpec spec) {}

    /** @throws EngineException that says all that is missing */
    static void check(Cluster cluster, List<Planned> planned) {
        List<String> missing = missing(cluster, planned);
        if (!missing.isEmpty()) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "this cannot be run at " + cluster + ": " + String.join("; ", missing),
                    "tensile doctor --on chaosmesh SCRIPT says more, and prints the role that is needed",
                    null);
        }
    }

    /** Sentences; empty if everything is there. */
    static List<String> missing(Cluster cluster, List<Planned> planned) {
        Preflight preflight = new Preflight(cluster);
        if (!cluster.serves(ChaosKind.GROUP + "/" + ChaosKind.VERSION)) {
            return List.of("Chaos Mesh is not installed there: " + ChaosKind.GROUP + "/" + ChaosKind.VERSION
                    + " is not served");
        }
        planned.stream().map(Planned::spec).distinct().forEach(preflight::access);
        planned.forEach(one -> one.spec().hurt().forEach(pods -> preflight.pods(one, pods)));
        return preflight.missing.stream().distinct().toList();
    }

    /** In every namespace that a selector reaches, and for the name that the webhook asks for: the kind in lower case. */
    private void access(ChaosSpec spec) {
        for (String namespace : Namespaces.of(spec)) {
            for (String verb : VERBS) {
                boolean here = namespace.equals(spec.namespace());
                if (here || verb.equals("create")) {
                    ask(verb, ChaosKind.GROUP, spec.kind().plural(), namespace);
                }
            }
            if (!spec.hurt().isEmpty()) {
                ask("list", "", "pods", namespace);
            }
        }
    }

    private void ask(String verb, String group, String resource, String namespace) {
        String right = verb + " " + resource + " in " + namespace;
        if (asked.add(right) && !cluster.may(verb, group, resource, namespace)) {
            missing.add("you may not " + right);
        }
    }

    private void pods(Planned planned, Pods pods) {
        List<Instance> found = running(cluster.pods(pods));
        if (found.isEmpty()) {
            missing.add("no running pod has " + pods.selector() + " in " + pods.namespace());
            return;
        }
        BlastRadius radius = planned.radius();
        if (radius.scope() != Scope.INSTANCES
                && radius.share().fraction() < 1
                && radius.instancesOf(found.size()) == found.size()) {
            missing.add("\"" + radius + "\" would be all " + found.size() + " pods of " + pods.selector()
                    + ": run more of them, or write `all`");
        }
        found.stream()
                .filter(pod ->
                        pod.network() == Instance.Network.NODE && planned.spec().kind() == ChaosKind.NETWORK)
                .findFirst()
                .ifPresent(pod -> missing.add(pod.id() + " uses the network of its node: Chaos Mesh refuses that"));
        competing(planned.spec(), pods).ifPresent(missing::add);
    }

    /** A second fault of these kinds on one pod disturbs the first, and may then never go away. */
    private Optional<String> competing(ChaosSpec spec, Pods pods) {
        if (spec.kind() != ChaosKind.NETWORK && spec.kind() != ChaosKind.HTTP) {
            return Optional.empty();
        }
        for (JsonNode other : cluster.list(spec.kind().resource(), pods.namespace())) {
            ChaosStatus status = ChaosStatus.of(other);
            if (status.records().stream().anyMatch(record -> !record.phase().equals("Not Injected"))) {
                return Optional.of("a " + spec.kind().kind() + " is in force in " + pods.namespace() + " already: "
                        + status.name());
            }
        }
        return Optional.empty();
    }

    /** Those that can be hurt. */
    static List<Instance> running(List<Instance> pods) {
        return pods.stream().filter(pod -> pod.phase().equals("Running")).toList();
    }
}
