package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in the books of the fake. */
public final class FakeRun {
    static final long CREATED_SECONDS = 1_700_000_000L;

    public final String notifyId;
    final String experimentId;
    public final String name;
    final List<String> engines;
    public String runId = "";
    public String phase = "Queued";
    public boolean completed;
    boolean deleted;

    public @Nullable Double score;

    String executionData;

    FakeRun(String notifyId, String experimentId, String name, List<String> engines) {
        this.notifyId = notifyId;
        this.experimentId = experimentId;
        this.name = name;
        this.engines = engines;
        // The short form that the server writes itself.
        executionData = Json.write(Json.object()
                .put("experimentID", experimentId)
                .put("name", name)
                .put("phase", "Queued")
                .put("startedAt", "")
                .put("finishedAt", ""));
    }

    public boolean isOpen() {
        return !completed;
    }

    /** What the agent tells, taken into the books unless they are closed. */
    public void report(String told, ObjectNode data) {
        if (completed) {
            return;
        }
        phase = told;
        executionData = Json.write(data);
    }

    Map<String, @Nullable Object> asAnswer(boolean agentConnected) {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("projectID", FakeBooks.PROJECT);
        answer.put("experimentRunID", runId);
        answer.put("experimentID", experimentId);
        answer.put("experimentName", name);
        answer.put("notifyID", notifyId);
        answer.put("phase", phase);
        answer.put("resiliencyScore", score);
        answer.put("totalFaults", engines.size());
        answer.put("faultsPassed", score == null ? 0 : engines.size());
        answer.put("createdAt", Long.toString(CREATED_SECONDS * 1000));
        answer.put("updatedAt", Long.toString(CREATED_SECONDS * 1000 + 1500));
        answer.put("executionData", executionData);
        answer.put("infra", Map.of("infraID", FakeBooks.INFRA, "isActive", agentConnected));
        return answer;
    }
}
