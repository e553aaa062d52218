package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.ResourceKind;

/** The custom resources of Litmus. */
final class LitmusKind {
    static final String GROUP = "litmuschaos.io";
    static final String VERSION = "v1alpha1";
    static final ResourceKind ENGINE = kind("ChaosEngine");
    static final ResourceKind EXPERIMENT = kind("ChaosExperiment");
    static final ResourceKind RESULT = kind("ChaosResult");

    private LitmusKind() {}

    private static ResourceKind kind(String kind) {
        return new ResourceKind(GROUP, VERSION, kind, kind.toLowerCase(java.util.Locale.ROOT) + "s");
    }
}
