package dev.tensile.engine.kubernetes;

/**
 * A pod, as it was when somebody looked.
 *
 * @param uid another one for the pod that takes its place
 * @param restarts of its containers, together
 * @param network whether it shares the network of its node
 */
public record Instance(
        String namespace, String name, String uid, String phase, String node, int restarts, Network network) {
    /** Whose network a pod uses. */
    public enum Network {
        OWN,
        NODE
    }

    /** As in the records of Chaos Mesh. */
    public String id() {
        return namespace + "/" + name;
    }

    /** Whether nothing has ended or replaced it since. */
    public boolean isSameAs(Instance later) {
        return uid.equals(later.uid) && restarts == later.restarts;
    }
}
