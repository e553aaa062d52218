package dev.tensile.engine.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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
     * @return how far the cluster's clock is ahead of ours, to a second
     * @throws NotInForce if it is not there
     */
    public Duration of(JsonNode manifest) {
        try {
            return ahead(cluster.create(kind, namespace, manifest));
        } catch (ClusterRefused refused) {
            if (Thread.currentThread().isInterrupted()) {
                throw new NotInForce("interrupted");
            }
            Optional<JsonNode> made = refused.isPassing() || refused.status() == 409 ? found() : Optional.empty();
            return made.map(Creation::ahead).orElseThrow(() -> NotInForce.of(refused));
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

    /** By the time at which the server made an object just now; it is written in whole seconds. */
    public static Duration ahead(JsonNode made) {
        String created = made.path("metadata").path("creationTimestamp").asText();
        return created.isEmpty()
                ? Duration.ZERO
                : Duration.between(Instant.now(), Instant.parse(created).plusMillis(500));
    }
}
