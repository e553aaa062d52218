package dev.tensile.engine.litmus.center;

import static dev.tensile.engine.litmus.center.Json.seconds;
import static dev.tensile.engine.litmus.center.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code executionData} and the ChaosResults in it. Whatever is missing is empty: the agent leaves out what it does not
 * know yet, and ChaosCenter writes a short form of its own while a run is queued.
 */
final class ExecutionReader {
    private ExecutionReader() {}

    static Execution execution(JsonNode data) {
        List<Execution.Node> nodes = new ArrayList<>();
        data.path("nodes").properties().forEach(entry -> nodes.add(node(entry.getKey(), entry.getValue())));
        return new Execution(
                text(data, "name"),
                text(data, "namespace"),
                new Phase(text(data, "phase")),
                text(data, "message"),
                seconds(data, "creationTimestamp"),
                seconds(data, "startedAt"),
                seconds(data, "finishedAt"),
                nodes);
    }

    private static Execution.Node node(String id, JsonNode node) {
        List<String> children = new ArrayList<>();
        node.path("children").forEach(child -> children.add(child.asText()));
        return new Execution.Node(
                id,
                text(node, "name"),
                text(node, "type"),
                new Phase(text(node, "phase")),
                text(node, "message"),
                seconds(node, "startedAt"),
                seconds(node, "finishedAt"),
                children,
                node.path("chaosData").isObject() ? Optional.of(chaos(node.path("chaosData"))) : Optional.empty());
    }

    private static Execution.Chaos chaos(JsonNode chaos) {
        JsonNode result = chaos.path("chaosResult");
        return new Execution.Chaos(
                text(chaos, "engineUID"),
                text(chaos, "engineName"),
                text(chaos, "namespace"),
                text(chaos, "experimentName"),
                text(chaos, "experimentStatus"),
                text(chaos, "experimentVerdict"),
                text(chaos, "experimentPod"),
                text(chaos, "runnerPod"),
                text(chaos, "probeSuccessPercentage"),
                text(chaos, "failStep"),
                seconds(chaos, "lastUpdatedAt"),
                result.isObject() ? Optional.of(result(result)) : Optional.empty());
    }

    static ChaosResult result(JsonNode resource) {
        JsonNode status = resource.path("status");
        JsonNode experiment = status.path("experimentStatus");
        JsonNode error = experiment.path("errorOutput");
        List<ChaosResult.ProbeStatus> probes = new ArrayList<>();
        status.path("probeStatuses").forEach(probe -> probes.add(probe(probe)));
        List<ChaosResult.Target> targets = new ArrayList<>();
        status.path("history")
                .path("targets")
                .forEach(target -> targets.add(new ChaosResult.Target(
                        text(target, "kind"), text(target, "name"), text(target, "chaosStatus"))));
        return new ChaosResult(
                text(experiment, "phase"),
                text(experiment, "verdict"),
                text(experiment, "probeSuccessPercentage"),
                text(error, "errorCode"),
                text(error, "reason"),
                probes,
                targets,
                interim(resource.path("metadata").path("annotations")));
    }

    private static ChaosResult.ProbeStatus probe(JsonNode probe) {
        return new ChaosResult.ProbeStatus(
                text(probe, "name"),
                text(probe, "type"),
                text(probe, "mode"),
                text(probe.path("status"), "verdict"),
                text(probe.path("status"), "description"));
    }

    /** Annotations such as {@code pod/orders-0: injected}; others are none of ours. */
    private static List<ChaosResult.Target> interim(JsonNode annotations) {
        List<ChaosResult.Target> targets = new ArrayList<>();
        annotations.properties().forEach(entry -> {
            int slash = entry.getKey().indexOf('/');
            String status = entry.getValue().asText("");
            if (slash > 0 && List.of("targeted", "injected", "reverted").contains(status)) {
                targets.add(new ChaosResult.Target(
                        entry.getKey().substring(0, slash), entry.getKey().substring(slash + 1), status));
            }
        });
        return targets;
    }
}
