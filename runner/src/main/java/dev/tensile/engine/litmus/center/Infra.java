package dev.tensile.engine.litmus.center;

/**
 * A cluster, or a namespace of one, in which an agent (the subscriber) carries out experiments.
 *
 * @param namespace where the agent and the workflows live
 * @param serviceAccount of the agent
 * @param reach what it may touch
 * @param active whether the agent is connected
 * @param confirmed whether the agent has ever been
 */
public record Infra(
        String id,
        String name,
        String environmentId,
        String namespace,
        String serviceAccount,
        Reach reach,
        boolean active,
        boolean confirmed,
        String version) {
    /** What the agent may touch. */
    public enum Reach {
        /** Its own namespace only. */
        NAMESPACE,
        CLUSTER
    }

    /** Whether a run would be taken up. */
    public boolean isUsable() {
        return active && confirmed;
    }

    /** Whether pods of that namespace can be hurt through it. */
    public boolean reaches(String other) {
        return reach == Reach.CLUSTER || namespace.equals(other);
    }
}
