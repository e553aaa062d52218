package dev.tensile.engine.litmus.center;

import java.util.Set;

/**
 * Whose pods a fault hurts.
 *
 * @param label such as {@code app=orders}
 * @param kind of the workload, in Litmus' word
 */
public record AppInfo(String namespace, String label, String kind) {
    static final Set<String> KINDS = Set.of("deployment", "statefulset", "daemonset", "deploymentconfig", "rollout");

    public AppInfo {
        if (namespace.isBlank() || label.isBlank() || !KINDS.contains(kind)) {
            throw new IllegalArgumentException("an app needs a namespace, a label and a kind of " + KINDS + ", were \""
                    + namespace + "\", \"" + label + "\", \"" + kind + "\"");
        }
    }
}
