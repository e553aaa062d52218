package dev.tensile.engine.litmus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.demo.cluster.EmulatedCluster;
import dev.tensile.engine.litmus.center.FakeCluster;
import dev.tensile.engine.litmus.center.FakeRun;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.UUID;

/**
 * The agent of a fake ChaosCenter in an emulated cluster: makes the engines of a workflow, tells what became of them whenever
 * somebody asks, and stops them. On the thread of the fake's server only, but for what a test tells it.
 */
final class EmulatedAgent extends FakeCluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    private final EmulatedCluster cluster;
    volatile boolean takesUp = true;
    volatile boolean obeys = true;
    volatile boolean diesWhileQueued;
    /** What a run is said to be in when its fault has ended by itself. */
    volatile String completed = "Completed";
    /** What every run is said to be in, if not empty. */
    volatile String phase = "";

    EmulatedAgent(EmulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void polled(FakeRun run, Map<String, Object> experiment) {
        if (diesWhileQueued) {
            loseAgent();
        }
        if (!isConnected() || !run.isOpen()) {
            return;
        }
        try {
            if (run.runId.isEmpty() && takesUp) {
                run.runId = UUID.randomUUID().toString();
                make(JSON.readTree(String.valueOf(experiment.get("manifest"))), run.runId);
            }
            if (!run.runId.isEmpty()) {
                tell(run);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the engines of a run that the books have closed: it was told of it long ago. */
    void takeUpLate(FakeRun run, Map<String, Map<String, Object>> experiments) {
        try {
            make(
                    JSON.readTree(String.valueOf(
                            experiments.values().iterator().next().get("manifest"))),
                    "late-" + run.notifyId);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(JsonNode workflow, String runId) throws JsonProcessingException {
        for (JsonNode template : workflow.at("/spec/templates")) {
            String yaml = template.at("/inputs/artifacts/0/raw/data").asText();
            if (yaml.contains("ChaosEngine")) {
                ObjectNode engine = (ObjectNode)
                        YAML.readTree(yaml.replace("{{workflow.parameters.adminModeNamespace}}", LitmusScene.HOME)
                                .replace("{{workflow.uid}}", runId));
                ObjectNode metadata = (ObjectNode) engine.path("metadata");
                metadata.put("name", metadata.path("generateName").asText() + "x7k2p");
                cluster.client()
                        .genericKubernetesResources(LitmusScene.of("ChaosEngine"))
                        .inNamespace(LitmusScene.HOME)
                        .resource(Serialization.unmarshal(
                                JSON.writeValueAsString(engine), GenericKubernetesResource.class))
                        .create();
            }
        }
    }

    private void tell(FakeRun run) {
        ObjectNode data = JSON.createObjectNode().put("name", run.name).put("phase", "Running");
        String ended = "";
        for (GenericKubernetesResource found : cluster.client()
                .genericKubernetesResources(LitmusScene.of("ChaosEngine"))
                .inNamespace(LitmusScene.HOME)
                .withLabel("workflow_run_id", run.runId)
                .list()
                .getItems()) {
            JsonNode engine = JSON.valueToTree(found);
            String name = engine.at("/metadata/name").asText();
            ObjectNode node =
                    data.withObject("/nodes").putObject(name).put("name", name).put("type", "ChaosEngine");
            ObjectNode chaos = node.putObject("chaosData")
                    .put("engineName", name)
                    .put("experimentName", engine.at("/spec/experiments/0/name").asText());
            GenericKubernetesResource result = cluster.client()
                    .genericKubernetesResources(LitmusScene.of("ChaosResult"))
                    .inNamespace(LitmusScene.HOME)
                    .withName(name + "-" + engine.at("/spec/experiments/0/name").asText())
                    .get();
            if (result != null) {
                chaos.set("chaosResult", JSON.valueToTree(result));
            }
            if (engine.at("/status/engineStatus").asText().equals("completed")) {
                ended = completed;
            }
        }
        String told = phase.isEmpty() ? (ended.isEmpty() ? "Running" : ended) : phase;
        if (told.startsWith("Completed")) {
            run.score = 87.5;
        }
        run.report(told, data.put("phase", told));
        run.completed = told.startsWith("Completed");
    }

    @Override
    public void stop(String runId) {
        if (!isConnected() || !obeys) {
            return;
        }
        cluster.client()
                .genericKubernetesResources(LitmusScene.of("ChaosEngine"))
                .inNamespace(LitmusScene.HOME)
                .withLabel("workflow_run_id", runId)
                .resources()
                .forEach(engine ->
                        engine.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"engineState\":\"stop\"}}"));
    }
}
