package dev.tensile.engine.litmus;

/** What a person does when a fault does not go away. Never done by this program. */
final class ByHand {
    private ByHand() {}

    static String mend(EngineResource resource) {
        return "See why: kubectl describe " + resource + ". Stop it: kubectl patch " + resource
                + " --type merge -p '{\"spec\":{\"engineState\":\"stop\"}}'. Try again: tensile recover. If something stays hurt, mend"
                + " it (restart a pod, uncordon a node); a pod that was made later counts as mended by itself, for anything else"
                + " say so: " + forget(resource);
    }

    /** Takes away all that says that something may be hurt. */
    static String forget(EngineResource resource) {
        return "kubectl delete " + resource + " --ignore-not-found && kubectl delete chaosresult " + resource.result()
                + " -n " + resource.namespace() + " --ignore-not-found, and then tensile recover";
    }
}
