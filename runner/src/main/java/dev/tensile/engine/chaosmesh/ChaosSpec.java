package dev.tensile.engine.chaosmesh;

import dev.tensile.experiment.Pods;
import java.util.List;
import java.util.Map;

/**
 * What a dose is in the words of Chaos Mesh.
 *
 * @param namespace where the resource is made
 * @param spec without {@code duration}
 * @param hurt the pods whose records tell whether it is in force; none or one, none if it names what it hurts by itself
 * @param far the pods at the other end of a link; none or one
 * @param warnings where it is not quite what was asked, in sentences
 */
record ChaosSpec(
        ChaosKind kind,
        String namespace,
        Map<String, Object> spec,
        List<Pods> hurt,
        List<Pods> far,
        List<String> warnings) {
    ChaosSpec {
        hurt = List.copyOf(hurt);
        far = List.copyOf(far);
        warnings = List.copyOf(warnings);
    }

    /** The same, but for what stands in it. */
    ChaosSpec with(Map<String, Object> other) {
        return new ChaosSpec(kind, namespace, other, hurt, far, warnings);
    }

    /** Whether it lives in a pod's network, which outlives the pod's containers, or is done to the pod itself. */
    boolean outlivesContainers() {
        return kind == ChaosKind.NETWORK || kind == ChaosKind.POD;
    }
}
