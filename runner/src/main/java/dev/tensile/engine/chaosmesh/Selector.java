package dev.tensile.engine.chaosmesh;

import dev.tensile.experiment.Pods;
import java.util.List;
import java.util.Map;

/** Pods, as Chaos Mesh selects them. */
final class Selector {
    private Selector() {}

    /** Running pods only: {@code mode: all} takes the others too, and then nothing is ever shown to be injected. */
    static Map<String, Object> of(Pods pods) {
        return Words.map(
                "namespaces", List.of(pods.namespace()),
                "labelSelectors", pods.labels(),
                "podPhaseSelectors", List.of("Running"));
    }

    /** All of them, as the far end of a link. */
    static Map<String, Object> target(Pods pods) {
        return Words.map("mode", "all", "selector", of(pods));
    }
}
