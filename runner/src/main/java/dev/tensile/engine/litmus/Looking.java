package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import java.util.List;
import java.util.Optional;

/** Looks at a ChaosEngine and at what belongs to it. */
final class Looking {
    private final Cluster cluster;
    private final EngineResource resource;

    Looking(Cluster cluster, EngineResource resource) {
        this.cluster = cluster;
        this.resource = resource;
    }

    Optional<JsonNode> engine() {
        return cluster.get(LitmusKind.ENGINE, resource.namespace(), resource.name());
    }

    /** Empty if there is no such engine. */
    Optional<Sight> sight() {
        return sight(List.of());
    }

    Optional<Sight> sightWithEvents() {
        return sight(events());
    }

    List<JsonNode> events() {
        return cluster.events(resource.namespace(), LitmusKind.ENGINE.kind(), resource.name());
    }

    /** The result before the engine: what was taken back because somebody stopped it is then never laid to its time. */
    private Optional<Sight> sight(List<JsonNode> events) {
        Optional<JsonNode> result = result();
        return engine().map(engine -> Sight.of(engine, result, events));
    }

    /** By its name; it may have an instance's name behind it, which only its content tells. */
    Optional<JsonNode> result() {
        return cluster.get(LitmusKind.RESULT, resource.namespace(), resource.result())
                .or(() -> cluster.list(LitmusKind.RESULT, resource.namespace()).stream()
                        .filter(result -> result.at("/spec/engine").asText().equals(resource.name()))
                        .findFirst());
    }
}
