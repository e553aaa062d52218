package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A pretended cluster with its agent. What it suffers is the truth; what ChaosCenter's books say of it is another matter.
 */
public class FakeCluster {
    private final Map<String, List<String>> suffered = new LinkedHashMap<>();
    private boolean connected = true;

    /** The engines whose faults are in force. */
    List<String> effectsInForce() {
        return suffered.values().stream().flatMap(List::stream).toList();
    }

    protected boolean isConnected() {
        return connected;
    }

    /** The agent hears and tells nothing more. What is in force stays. */
    public void loseAgent() {
        connected = false;
    }

    /** The agent creates the workflow, and the faults are put in force. */
    void takeUp(FakeRun run) {
        run.runId = UUID.randomUUID().toString();
        suffered.put(run.runId, run.engines);
        tell(run, "Running", "Awaited", "injected");
    }

    /** The workflow ends by itself. */
    void end(FakeRun run, String phase, String verdict, double score) {
        suffered.remove(run.runId);
        if (run.isOpen()) {
            run.score = score;
        }
        tell(run, phase, verdict, "reverted");
        run.completed = true;
    }

    /** The agent tells how a run is; a run that is closed in the books does not hear. */
    void tell(FakeRun run, String phase, String verdict, String chaosStatus) {
        run.report(phase, executionData(run, phase, verdict, chaosStatus));
    }

    /** Somebody asks for a run; an agent that does more than pretend takes it up, or tells of it. */
    public void polled(FakeRun run, Map<String, Object> experiment) {}

    /** The order that ChaosCenter passes on. */
    public void stop(String runId) {
        if (connected) {
            suffered.remove(runId);
        }
    }

    private static ObjectNode executionData(FakeRun run, String phase, String verdict, String chaosStatus) {
        ObjectNode data = Json.object()
                .put("experimentType", "experiment")
                .put("notifyID", run.notifyId)
                .put("experimentID", run.experimentId)
                .put("eventType", "UPDATE")
                .put("uid", run.runId)
                .put("namespace", "litmus")
                .put("name", run.name + "-1700000000000")
                .put("creationTimestamp", "1700000000")
                .put("phase", phase)
                .put("startedAt", "1700000001")
                .put("finishedAt", phase.equals("Running") ? "" : "1700000090");
        ObjectNode nodes = data.putObject("nodes");
        for (String engine : run.engines) {
            ObjectNode node = nodes.putObject(run.name + "-" + engine)
                    .put("name", engine)
                    .put("phase", phase)
                    .put("type", "ChaosEngine")
                    .put("startedAt", "1700000040")
                    .put("finishedAt", "");
            node.putArray("children").add("next");
            chaos(node.putObject("chaosData"), engine, verdict, chaosStatus);
        }
        return data;
    }

    private static void chaos(ObjectNode chaos, String engine, String verdict, String chaosStatus) {
        chaos.put("engineUID", "uid-of-" + engine)
                .put("engineName", engine + "x7k2p")
                .put("namespace", "litmus")
                .put("experimentName", "pod-delete")
                .put("experimentStatus", "Running")
                .put("lastUpdatedAt", "1700000050")
                .put("experimentVerdict", verdict)
                .put("probeSuccessPercentage", "0");
        ObjectNode result = chaos.putObject("chaosResult");
        result.putObject("metadata").putObject("annotations").put("pod/orders-0", chaosStatus);
        ObjectNode status = result.putObject("status");
        status.putObject("experimentStatus")
                .put("phase", "Running")
                .put("verdict", verdict)
                .put("probeSuccessPercentage", "Awaited");
        status.putObject("history")
                .putArray("targets")
                .addObject()
                .put("name", "orders-0")
                .put("kind", "pod")
                .put("chaosStatus", chaosStatus);
    }
}
