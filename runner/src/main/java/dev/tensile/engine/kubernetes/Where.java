package dev.tensile.engine.kubernetes;

import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;

/** Where a target is in a cluster. */
public final class Where {
    private Where() {}

    public static KubernetesLink link(Dependency dependency) {
        return dependency
                .kubernetes()
                .orElseThrow(() -> new CannotDo(
                        "the dependency \"" + dependency.name() + "\" does not say where its link runs in a cluster",
                        "add kubernetes { namespace = \"…\"; from(\"app\" to \"…\"); to(\"app\" to \"…\") }"));
    }

    public static Pods pods(Program program) {
        return program.kubernetes()
                .orElseThrow(() -> new CannotDo(
                        "the program \"" + program.name() + "\" does not say which pods it is",
                        "add kubernetes { namespace = \"…\"; pods(\"app\" to \"…\") }"));
    }
}
