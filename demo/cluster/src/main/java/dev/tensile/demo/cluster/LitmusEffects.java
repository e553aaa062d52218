package dev.tensile.demo.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What kinds of faults there are in litmus-go, by how they tell of their targets, and what of them can be seen through the API.
 *
 * @param fault as its ChaosExperiment is called
 */
record LitmusEffects(String fault) {
    private static final Set<String> KILLS = Set.of("pod-delete", "container-kill", "spring-boot-app-kill");
    private static final String PARTITION = "pod-network-partition";
    private static final ResourceType NODE = new ResourceType("v1", "nodes");
    private static final ResourceType POLICY = new ResourceType("networking.k8s.io/v1", "networkpolicies");

    static LitmusEffects of(String fault) {
        return new LitmusEffects(fault);
    }

    /** Done at once, and never said to be injected. */
    boolean isKill() {
        return KILLS.contains(fault);
    }

    /** Whether its helpers annotate the result while they work; the others keep their targets in memory until the end. */
    boolean isToldAtOnce() {
        boolean exec = fault.endsWith("-exec") || fault.equals("pod-autoscaler") || fault.equals("pod-fio-stress");
        return !isKill()
                && !exec
                && !fault.equals(PARTITION)
                && (fault.startsWith("pod-") || fault.equals("disk-fill"));
    }

    private boolean isAboutANode() {
        return fault.startsWith("node-") || fault.endsWith("-service-kill");
    }

    String kindOfTarget() {
        return isAboutANode() ? "node" : "pod";
    }

    /** A pod may stand for its node here: there is only one. */
    String nameOf(String target) {
        return isAboutANode() ? Pods.NODE : target.substring(target.indexOf('/') + 1);
    }

    void happened(Store store, Ref engine, String target, Map<String, String> environment) {
        if (fault.equals(PARTITION)) {
            Ref policy = policy(engine, target);
            if (store.find(policy).isEmpty()) {
                store.create(
                        policy,
                        Map.of(
                                "apiVersion",
                                "networking.k8s.io/v1",
                                "kind",
                                "NetworkPolicy",
                                "metadata",
                                Map.of(
                                        "name",
                                        policy.name(),
                                        "namespace",
                                        policy.namespace(),
                                        "labels",
                                        Map.of("name", policy.name())),
                                "spec",
                                Map.of("podSelector", Map.of())));
            }
        } else if (fault.equals("node-drain") || fault.equals("node-taint")) {
            node(store, fault.equals("node-drain"), taint(environment.getOrDefault("TAINTS", "")));
        }
    }

    void over(Store store, Ref engine, String target) {
        if (fault.equals(PARTITION)) {
            store.remove(policy(engine, target));
        } else if (isAboutANode()) {
            node(store, false, List.of());
        }
    }

    private static Ref policy(Ref engine, String target) {
        return POLICY.ref(target.substring(0, target.indexOf('/')), PARTITION + "-np-" + engine.name());
    }

    private static List<Object> taint(String text) {
        String[] parts = text.split("[=:]", 3);
        return parts.length < 3 ? List.of() : List.of(Map.of("key", parts[0], "value", parts[1], "effect", parts[2]));
    }

    private static void node(Store store, boolean drained, List<Object> taints) {
        Ref ref = NODE.ref("", Pods.NODE);
        if (store.find(ref).isEmpty()) {
            store.create(ref, Map.of("apiVersion", "v1", "kind", "Node", "metadata", Map.of("name", Pods.NODE)));
        }
        store.change(ref, node -> {
            Map<String, Object> spec = Tree.open(node.getAdditionalProperties(), "spec");
            spec.put("unschedulable", drained);
            spec.put("taints", taints);
        });
    }
}
