package dev.tensile.engine.chaosmesh;

/** What a person does when a fault does not go away. Never done by this program. */
final class ByHand {
    private ByHand() {}

    static String mend(ChaosResource resource) {
        return "See why: kubectl describe " + resource
                + ". Try again: tensile recover. If its pods are gone for good: kubectl annotate "
                + resource + " chaos-mesh.chaos-mesh.org/cleanFinalizer=forced, then kubectl delete " + resource
                + "; that removes the object without taking the fault back, so restart the pods it had hit";
    }
}
