package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.litmus.center.LitmusFault;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a fault changes in the API itself, where anybody can see it. Such faults tell of their targets only when all is over; that
 * they announce themselves is no proof, for they do so before they act.
 *
 * @param path of what it changes, or of the list of it
 * @param taint that it puts on a node, as {@code key=value:effect}; empty for others
 */
record Footprint(LitmusFault fault, String path, String taint) {
    private static final String NODE = "TARGET_NODE";

    /** What was seen. */
    enum Seen {
        THERE,
        GONE,
        /** Nobody may look. */
        UNKNOWN
    }

    /** Empty for a fault that leaves none, or if it is not said where. */
    static Optional<Footprint> of(LitmusSpec spec) {
        return of(spec.fault(), spec.app().namespace(), spec.env());
    }

    /** Of an engine that was found. */
    static Optional<Footprint> of(LitmusFault fault, JsonNode engine) {
        Map<String, String> env = new TreeMap<>();
        engine.at("/spec/experiments/0/spec/components/env")
                .forEach(one ->
                        env.put(one.path("name").asText(), one.path("value").asText()));
        return of(fault, engine.at("/spec/appinfo/appns").asText(), env);
    }

    private static Optional<Footprint> of(LitmusFault fault, String namespace, Map<String, String> env) {
        String node = env.getOrDefault(NODE, "");
        String taint = env.getOrDefault("TAINTS", "");
        return switch (fault) {
            case POD_NETWORK_PARTITION ->
                Optional.of(new Footprint(
                        fault, "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/networkpolicies", ""));
            case NODE_DRAIN -> atNode(fault, node, "");
            case NODE_TAINT -> taint.isEmpty() ? Optional.empty() : atNode(fault, node, taint);
            case NODE_RESTART, KUBELET_SERVICE_KILL, DOCKER_SERVICE_KILL -> atNode(fault, node, "");
            default -> Optional.empty();
        };
    }

    private static Optional<Footprint> atNode(LitmusFault fault, String node, String taint) {
        return node.isEmpty() ? Optional.empty() : Optional.of(new Footprint(fault, "/api/v1/nodes/" + node, taint));
    }

    private boolean isPolicy() {
        return fault == LitmusFault.POD_NETWORK_PARTITION;
    }

    String verb() {
        return isPolicy() ? "list" : "get";
    }

    String group() {
        return isPolicy() ? "networking.k8s.io" : "";
    }

    String resource() {
        return isPolicy() ? "networkpolicies" : "nodes";
    }

    /** Where it lies; empty for a node. */
    String namespace() {
        return isPolicy() ? path.split("/")[5] : "";
    }

    Seen look(Cluster cluster) {
        try {
            return cluster.raw(path).map(this::isIn).orElse(false) ? Seen.THERE : Seen.GONE;
        } catch (ClusterRefused refused) {
            if (refused.isPassing()) {
                throw refused;
            }
            return Seen.UNKNOWN;
        }
    }

    private boolean isIn(JsonNode found) {
        return switch (fault) {
            case POD_NETWORK_PARTITION -> hasPolicy(found);
            case NODE_DRAIN -> found.at("/spec/unschedulable").asBoolean(false);
            case NODE_TAINT -> hasTaint(found);
            default -> !isReady(found);
        };
    }

    private boolean hasPolicy(JsonNode policies) {
        for (JsonNode policy : policies.path("items")) {
            if (policy.at("/metadata/name").asText().startsWith(fault.title() + "-np-")) {
                return true;
            }
        }
        return false;
    }

    private boolean hasTaint(JsonNode node) {
        for (JsonNode one : node.at("/spec/taints")) {
            String text = one.path("key").asText() + "=" + one.path("value").asText() + ":"
                    + one.path("effect").asText();
            if (text.equals(taint)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReady(JsonNode node) {
        for (JsonNode condition : node.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return true;
    }

    /** As people find it. */
    @Override
    public String toString() {
        return path;
    }
}
