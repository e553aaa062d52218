package dev.tensile.engine.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pod, as it was when somebody looked.
 *
 * @param uid another one for the pod that takes its place
 * @param restarts of its containers, together
 * @param network whether it shares the network of its node
 * @param labels all of them
 * @param owner the kind of what it belongs to, such as {@code ReplicaSet}; empty if it belongs to nothing
 * @param mounts of each container, where its volumes are mounted; in the order of the containers
 */
public record Instance(
        String namespace,
        String name,
        String uid,
        String phase,
        String node,
        int restarts,
        Network network,
        Map<String, String> labels,
        String owner,
        Map<String, List<String>> mounts) {
    public Instance {
        labels = Map.copyOf(labels);
        mounts = Collections.unmodifiableMap(new LinkedHashMap<>(mounts));
    }

    /** Whose network a pod uses. */
    public enum Network {
        OWN,
        NODE
    }

    /** As in the records of Chaos Mesh. */
    public String id() {
        return namespace + "/" + name;
    }

    /** Whether nothing has replaced it since; its containers may have ended. */
    public boolean isSamePodAs(Instance later) {
        return uid.equals(later.uid);
    }

    /** Whether nothing has ended or replaced it since. */
    public boolean isSameAs(Instance later) {
        return uid.equals(later.uid) && restarts == later.restarts;
    }
}
