package dev.tensile.engine.kubernetes;

import java.util.List;
import java.util.Optional;

/** Pods that must never be hurt: those of whatever injects, and the one that this program runs in. */
public final class Ours {
    private static final List<String> PARTS = List.of("chaos-mesh", "litmus", "litmuschaos", "chaos-operator");

    private Ours() {}

    /** Why a pod is spared, in a sentence; empty if it may be hurt. */
    public static Optional<String> spares(Instance pod) {
        return spares(pod, System.getenv().getOrDefault("HOSTNAME", ""));
    }

    /** @param host as this program's pod would be called, if it ran in one */
    static Optional<String> spares(Instance pod, String host) {
        boolean injects = pod.labels().entrySet().stream()
                .filter(label -> label.getKey().equals("app.kubernetes.io/name")
                        || label.getKey().equals("app.kubernetes.io/part-of"))
                .anyMatch(label -> PARTS.contains(label.getValue()));
        if (injects) {
            return Optional.of(pod.id() + " is a part of what injects and puts back; hurting it is refused");
        }
        boolean self =
                System.getenv("KUBERNETES_SERVICE_HOST") != null && pod.name().equals(host);
        return self
                ? Optional.of(pod.id() + " is the pod that Tensile runs in; hurting it is refused")
                : Optional.empty();
    }
}
