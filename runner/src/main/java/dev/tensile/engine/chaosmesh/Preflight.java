package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.Ours;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must be so before anything starts; asks, and changes nothing. The webhooks of Chaos Mesh would find half of it later. */
final class Preflight {
    private static final Set<String> VERBS = new TreeSet<>(Set.of("create", "get", "list", "patch", "delete"));

    private final Cluster cluster;
    private final Set<String> missing = new LinkedHashSet<>();

    /** What has been asked already: rungs differ in strength, not in the rights that they need. */
    private final Map<String, Boolean> rights = new HashMap<>();

    /** Namespaces in which nothing more is looked at, for pods may not be seen there. */
    private final Set<String> dark = new HashSet<>();

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
        Set<String> served = new TreeSet<>();
        cluster.raw("/apis/" + ChaosKind.GROUP + "/" + ChaosKind.VERSION)
                .ifPresent(list -> list.path("resources")
                        .forEach(one -> served.add(one.path("name").asText())));
        if (served.isEmpty()) {
            return List.of("Chaos Mesh is not installed there: " + ChaosKind.GROUP + "/" + ChaosKind.VERSION
                    + " is not served");
        }
        Preflight preflight = new Preflight(cluster);
        for (ChaosSpec spec :
                new LinkedHashSet<>(planned.stream().map(Planned::spec).toList())) {
            if (!served.contains(spec.kind().plural())) {
                preflight.missing.add("the Chaos Mesh that is installed there has no "
                        + spec.kind().kind());
            }
            preflight.access(spec);
        }
        planned.forEach(preflight::pods);
        return List.copyOf(preflight.missing);
    }

    /** In every namespace that a selector reaches, and for the name that the webhook asks for: the kind in lower case. */
    private void access(ChaosSpec spec) {
        for (String namespace : Namespaces.of(spec)) {
            boolean here = namespace.equals(spec.namespace());
            VERBS.stream()
                    .filter(verb -> here || verb.equals("create"))
                    .forEach(verb -> need(verb, ChaosKind.GROUP, spec.kind().plural(), namespace));
            if (here) {
                need("list", "", "events", namespace);
            }
            if (!spec.hurt().isEmpty() && !need("list", "", "pods", namespace)) {
                dark.add(namespace);
            }
        }
    }

    private boolean need(String verb, String group, String resource, String namespace) {
        String right = verb + " " + resource + " in " + namespace;
        boolean given = rights.computeIfAbsent(right, key -> cluster.may(verb, group, resource, namespace));
        if (!given) {
            missing.add("you may not " + right);
        }
        return given;
    }

    private void pods(Planned planned) {
        planned.spec().hurt().forEach(pods -> near(planned, pods));
        planned.spec().far().forEach(pods -> far(planned.spec(), pods));
    }

    private void near(Planned planned, Pods pods) {
        List<Instance> found = found(pods);
        if (found.isEmpty()) {
            return;
        }
        radius(planned.radius(), pods, found.size());
        ChaosSpec spec = planned.spec();
        found.forEach(pod -> Ours.spares(pod).ifPresent(missing::add));
        if (spec.kind() == ChaosKind.NETWORK) {
            ownNetwork(found);
        }
        Containers.missing(spec, found).ifPresent(missing::add);
        Competing.with(cluster, spec, found).ifPresent(missing::add);
    }

    private void far(ChaosSpec spec, Pods pods) {
        List<Instance> found = found(pods);
        if (!"to".equals(spec.spec().get("direction"))) {
            ownNetwork(found); // rules are set there, too
            Competing.with(cluster, spec, found).ifPresent(missing::add);
        }
    }

    private List<Instance> found(Pods pods) {
        if (dark.contains(pods.namespace())) {
            return List.of();
        }
        List<Instance> found = running(cluster.pods(pods));
        if (found.isEmpty()) {
            missing.add("no running pod has " + pods.selector() + " in " + pods.namespace());
        }
        return found;
    }

    /** The author of a share asked for less than everything, and the author of a number for as many. */
    private void radius(BlastRadius radius, Pods pods, int running) {
        if (radius.count() > running) {
            missing.add("\"" + radius + "\" of " + pods.selector() + " are asked for, and " + running
                    + " run: run more of them, or ask for fewer");
        } else if (radius.count() == 0 && radius.share().fraction() < 1 && radius.instancesOf(running) == running) {
            missing.add("\"" + radius + "\" would be all " + running + " pods of " + pods.selector()
                    + ": run more of them, or write `all`");
        }
    }

    private void ownNetwork(List<Instance> pods) {
        pods.stream()
                .filter(pod -> pod.network() == Instance.Network.NODE)
                .findFirst()
                .ifPresent(pod -> missing.add(pod.id() + " uses the network of its node: Chaos Mesh refuses that"));
    }

    /** Those that can be hurt. */
    static List<Instance> running(List<Instance> pods) {
        return new ArrayList<>(
                pods.stream().filter(pod -> pod.phase().equals("Running")).toList());
    }
}
