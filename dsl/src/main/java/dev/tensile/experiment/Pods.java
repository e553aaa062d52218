package dev.tensile.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pods in a Kubernetes cluster, chosen by their labels.
 *
 * @param labels all of which they have; at least one, so that a slip does not hit a whole namespace
 * @param container which of their containers; empty for the first
 */
public record Pods(String namespace, Map<String, String> labels, String container) implements Address {
    /** What Kubernetes allows as a name: RFC 1123. */
    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    /** Where the cluster itself lives. */
    private static final java.util.Set<String> SYSTEM =
            java.util.Set.of("kube-system", "kube-public", "kube-node-lease");

    public Pods {
        if (!namespace.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a namespace is written in small letters, digits and dashes, was \"" + namespace + "\"");
        }
        if (SYSTEM.contains(namespace)) {
            throw new IllegalArgumentException("the cluster itself lives in " + namespace + "; hurting it is refused");
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "pods are chosen by at least one label; none would be every pod of " + namespace);
        }
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The labels as {@code kubectl -l} takes them. */
    public String selector() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "pods " + selector() + " in " + namespace;
    }
}
