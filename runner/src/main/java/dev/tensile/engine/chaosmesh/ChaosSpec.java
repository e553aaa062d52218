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
 * @param warnings where it is not quite what was asked, in sentences
 */
record ChaosSpec(ChaosKind kind, String namespace, Map<String, Object> spec, List<Pods> hurt, List<String> warnings) {
    ChaosSpec {
        hurt = List.copyOf(hurt);
        warnings = List.copyOf(warnings);
    }
}
