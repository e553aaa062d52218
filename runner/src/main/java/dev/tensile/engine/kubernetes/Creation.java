package dev.tensile.engine.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates a labelled object once. The answer to a request may be lost although it was done: then the object is there, under the
 * name that we gave it.
 *
 * @param name in its namespace; no other run ever uses it
 * @param run in its label
 */
public record Creation(Cluster cluster, ResourceKind kind, String namespace, String name, String run) {
    /**
     * @return what the time at which the server says that it made it tells of the cluster's clock
     * @throws NotInForce if it is not there, or is not seen to be
     */
    public ClockBounds of(JsonNode manifest) {
        Instant sent = Instant.now();
        try {
            return clock(cluster.create(kind, namespace, manifest), sent);
        } catch (ClusterRefused refused) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NotInForce("interrupted");
            }
            Optional<JsonNode> made = refused.isPassing() || refused.status() == 409 ? found() : Optional.empty();
            return made.map(one -> clock(one, sent)).orElseThrow(() -> NotInForce.of(refused));
        }
    }

    private Optional<JsonNode> found() {
        try {
            return cluster.get(kind, namespace, name)
                    .filter(seen -> seen.at("/metadata/labels")
                            .path(RunLabels.RUN)
                            .asText()
                            .equals(run));
        } catch (ClusterRefused refused) {
            return Optional.empty();
        }
    }

    /** @param sent no later than it was made, by our clock; it was made before now */
    public static ClockBounds clock(JsonNode made, Instant sent) {
        String created = made.path("metadata").path("creationTimestamp").asText();
        return created.isEmpty()
                ? ClockBounds.UNKNOWN
                : ClockBounds.UNKNOWN.and(Instant.parse(created), sent, Instant.now());
    }
}
