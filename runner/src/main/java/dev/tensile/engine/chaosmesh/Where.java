package dev.tensile.engine.chaosmesh;

import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import java.util.List;
import java.util.Map;

/** Where a target is in a cluster, as a selector. */
final class Where {
    private Where() {}

    static KubernetesLink link(Dependency dependency) {
        return dependency
                .kubernetes()
                .orElseThrow(() -> new CannotDo(
                        "the dependency \"" + dependency.name() + "\" does not say where its link runs in a cluster",
                        "add kubernetes { namespace = \"…\"; from(\"app\" to \"…\"); to(\"app\" to \"…\") }"));
    }

    static Pods pods(Program program) {
        return program.kubernetes()
                .orElseThrow(() -> new CannotDo(
                        "the program \"" + program.name() + "\" does not say which pods it is",
                        "add kubernetes { namespace = \"…\"; pods(\"app\" to \"…\") }"));
    }

    /** Running pods only: {@code mode: all} takes the others too, and then nothing is ever shown to be injected. */
    static Map<String, Object> selector(Pods pods) {
        return Words.map(
                "namespaces", List.of(pods.namespace()),
                "labelSelectors", pods.labels(),
                "podPhaseSelectors", List.of("Running"));
    }

    /** All of them, as the far end of a link. */
    static Map<String, Object> target(Pods pods) {
        return Words.map("mode", "all", "selector", selector(pods));
    }
}
