package dev.tensile.engine.litmus.center;

import static dev.tensile.engine.litmus.center.Json.millis;
import static dev.tensile.engine.litmus.center.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads a run off what ChaosCenter answers. */
final class RunReader {
    private RunReader() {}

    /** @throws IllegalArgumentException if its {@code executionData} is something else than JSON */
    static RunState run(JsonNode run) {
        return new RunState(
                Json.word(run, "experimentRunID"),
                text(run, "experimentID"),
                text(run, "experimentName"),
                text(run, "notifyID"),
                new Phase(text(run, "phase")),
                Json.number(run, "resiliencyScore"),
                counts(run),
                millis(run, "createdAt"),
                millis(run, "updatedAt"),
                text(run.path("infra"), "infraID"),
                run.path("infra").path("isActive").asBoolean(false),
                execution(text(run, "executionData")));
    }

    private static FaultCounts counts(JsonNode run) {
        return new FaultCounts(
                run.path("totalFaults").asInt(0),
                run.path("faultsPassed").asInt(0),
                run.path("faultsFailed").asInt(0),
                run.path("faultsAwaited").asInt(0),
                run.path("faultsStopped").asInt(0),
                run.path("faultsNa").asInt(0));
    }

    private static Optional<Execution> execution(String json) {
        if (json.isBlank()) {
            return Optional.empty();
        }
        JsonNode data = Json.readOrMissing(json);
        if (!data.isObject()) {
            throw new IllegalArgumentException("executionData is not a JSON object");
        }
        return Optional.of(ExecutionReader.execution(data));
    }
}
