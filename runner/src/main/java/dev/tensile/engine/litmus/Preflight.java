package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.ResourceKind;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Pods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be so before anything starts; asks, and changes nothing. */
final class Preflight {
    private final Cluster cluster;
    private final Home home;
    private final List<String> missing = new ArrayList<>();

    private Preflight(Cluster cluster, Home home) {
        this.cluster = cluster;
        this.home = home;
    }

    /** A dose, and what it is in the words of Litmus. */
    record Planned(BlastRadius radius, LitmusSpec spec) {}

    /** @throws EngineException that says all that is missing */
    static void check(Cluster cluster, Home home, List<Planned> planned) {
        refuse(cluster.toString(), missing(cluster, home, planned));
    }

    static void refuse(String where, List<String> missing) {
        if (!missing.isEmpty()) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "this cannot be run at " + where + ": " + String.join("; ", missing),
                    "tensile doctor --on litmus SCRIPT says more, and prints the role that is needed",
                    null);
        }
    }

    /** Sentences; empty if everything is there. */
    static List<String> missing(Cluster cluster, Home home, List<Planned> planned) {
        Preflight preflight = new Preflight(cluster, home);
        if (!cluster.serves(LitmusKind.GROUP + "/" + LitmusKind.VERSION)) {
            return List.of(
                    "Litmus is not installed there: " + LitmusKind.GROUP + "/" + LitmusKind.VERSION + " is not served");
        }
        preflight.access();
        preflight.account();
        planned.stream().map(one -> one.spec().fault().title()).distinct().forEach(preflight::experiment);
        planned.forEach(preflight::competing);
        planned.forEach(one -> Footprint.of(one.spec()).ifPresent(preflight::footprint));
        preflight.missing.addAll(missingPods(cluster, planned));
        return preflight.missing.stream().distinct().toList();
    }

    /** Those that a role in the engines' namespace must allow, by resource. */
    static Map<ResourceKind, List<String>> verbs() {
        Map<ResourceKind, List<String>> verbs = new LinkedHashMap<>();
        verbs.put(LitmusKind.ENGINE, List.of("create", "get", "list", "patch", "delete"));
        verbs.put(LitmusKind.EXPERIMENT, List.of("get"));
        verbs.put(LitmusKind.RESULT, List.of("get", "list", "delete"));
        return verbs;
    }

    private void access() {
        verbs().forEach((kind, verbs) ->
                verbs.forEach(verb -> may(verb, LitmusKind.GROUP, kind.plural(), home.namespace())));
        may("list", "", "events", home.namespace());
        may("list", "", "pods", home.namespace());
    }

    private void footprint(Footprint footprint) {
        if (!cluster.may(footprint.verb(), footprint.group(), footprint.resource(), footprint.namespace())) {
            missing.add("you may not " + footprint.verb() + " " + footprint.resource()
                    + ", by which alone it can be shown that "
                    + footprint.fault().title() + " is in force");
        }
    }

    private void may(String verb, String group, String resource, String namespace) {
        if (!cluster.may(verb, group, resource, namespace)) {
            missing.add("you may not " + verb + " " + resource + " in " + namespace);
        }
    }

    /** Only if it may be looked at: that is not needed for anything else. */
    private void account() {
        try {
            String path = "/api/v1/namespaces/" + home.namespace() + "/serviceaccounts/" + home.account();
            if (cluster.raw(path).isEmpty()) {
                missing.add("there is no service account " + home.account() + " in " + home.namespace() + ": set "
                        + Home.ACCOUNT + ", or make it with the roles of the faults");
            }
        } catch (ClusterRefused refused) {
            if (refused.status() != 403) {
                throw refused;
            }
        }
    }

    private void experiment(String title) {
        if (cluster.get(LitmusKind.EXPERIMENT, home.namespace(), title).isEmpty()) {
            missing.add("there is no ChaosExperiment " + title + " in " + home.namespace()
                    + ": install it from the ChaosHub, or set " + Home.NAMESPACE);
        }
    }

    /** Two faults of tc or iptables on one pod take each other's rules away when they end. */
    private void competing(Planned planned) {
        for (JsonNode other : cluster.list(LitmusKind.ENGINE, home.namespace())) {
            boolean active = other.path("status").path("engineStatus").asText().equals("initialized");
            JsonNode app = other.path("spec").path("appinfo");
            Pods pods = planned.spec().app();
            if (active
                    && app.path("appns").asText().equals(pods.namespace())
                    && app.path("applabel").asText().equals(pods.selector())) {
                missing.add("a fault is in force on " + pods + " already: ChaosEngine "
                        + other.path("metadata").path("name").asText());
            }
        }
    }

    /** What is wrong with the pods of a plan. */
    static List<String> missingPods(Cluster cluster, List<Planned> planned) {
        List<String> missing = new ArrayList<>();
        for (Planned one : planned) {
            for (Pods pods : one.spec().hurt()) {
                if (!cluster.may("list", "", "pods", pods.namespace())) {
                    missing.add("you may not list pods in " + pods.namespace());
                } else {
                    missing.addAll(missing(one, pods, cluster.pods(pods)));
                }
            }
        }
        return missing;
    }

    private static List<String> missing(Planned planned, Pods pods, List<Instance> all) {
        List<String> idle = all.stream()
                .filter(pod -> !pod.phase().equals("Running"))
                .map(Instance::name)
                .toList();
        if (idle.size() == all.size()) {
            return List.of("no running pod has " + pods.selector() + " in " + pods.namespace());
        }
        if (!idle.isEmpty()) {
            return List.of(
                    "Litmus would count and choose pods of " + pods.selector() + " that do not run, too: " + idle);
        }
        BlastRadius radius = planned.radius();
        boolean part = radius.count() == 0 && radius.share().fraction() < 1;
        if (part && planned.spec().expected(all.size()) == all.size()) {
            return List.of("\"" + radius + "\" would be all " + all.size() + " pods of " + pods.selector()
                    + ": run more of them, or write `all`");
        }
        try {
            planned.spec().aimedAt(all);
            return List.of();
        } catch (CannotDo refused) {
            return List.of(refused.what() + ": " + refused.mend());
        }
    }

    /** Those that can be hurt. */
    static List<Instance> running(List<Instance> pods) {
        return pods.stream().filter(pod -> pod.phase().equals("Running")).toList();
    }
}
