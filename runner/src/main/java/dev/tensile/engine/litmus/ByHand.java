package dev.tensile.engine.litmus;

/** What a person does when a fault does not go away. Never done by this program. */
final class ByHand {
    private ByHand() {}

    static String mend(EngineResource resource) {
        return "See why: kubectl describe " + resource + ". Stop it: kubectl patch " + resource
                + " --type merge -p '{\"spec\":{\"engineState\":\"stop\"}}'. Try again: tensile recover. If a pod stays hurt,"
                + " restart it, and then kubectl delete " + resource;
    }
}
