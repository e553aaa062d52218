package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.litmus.center.LitmusFault;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.Map;

/**
 * A ChaosEngine of a run: its name, which no other ever has, and what stands in it.
 *
 * @param run as in its label
 * @param pods the namespace of the pods that it hurts; empty if that is not known
 */
record EngineResource(String namespace, String name, String run, LitmusFault fault, String pods) {
    /** The kind of undo that leads to one. */
    static final String UNDO = "engine";

    /** How much of a run's name is kept: ChaosCenter puts the time behind names, and they have a limit. */
    static final int LONGEST = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    static EngineResource of(LitmusSpec spec, String namespace, String run, int rung, int dose) {
        RunLabels labels = RunLabels.of(run, LONGEST);
        return new EngineResource(
                namespace,
                labels.name(rung, dose),
                labels.run(),
                spec.fault(),
                spec.app().namespace());
    }

    /** One that was found. */
    static EngineResource of(JsonNode engine, String namespace, String run) {
        return new EngineResource(
                namespace,
                engine.path("metadata").path("name").asText(),
                run,
                LitmusFault.named(engine.at("/spec/experiments/0/name").asText()),
                engine.at("/spec/appinfo/appns").asText());
    }

    /** The same under another name. */
    EngineResource named(String other) {
        return new EngineResource(namespace, other, run, fault, pods);
    }

    /** The ChaosResult of its fault, as the fault's own pod calls it. */
    String result() {
        return name + "-" + fault.title();
    }

    JsonNode manifest(LitmusSpec spec, Home home, int rung, int dose, Duration lifetime) {
        Map<String, String> labels = new RunLabels(run).labels(rung, dose);
        ObjectNode manifest = JSON.createObjectNode()
                .put("apiVersion", LitmusKind.ENGINE.apiVersion())
                .put("kind", LitmusKind.ENGINE.kind());
        ObjectNode metadata = manifest.putObject("metadata").put("name", name).put("namespace", namespace);
        labels.forEach(metadata.putObject("labels")::put);
        ObjectNode body = spec.step(name, lifetime, labels).spec(home.account()).deepCopy();
        return manifest.set("spec", body.put("jobCleanUpPolicy", "delete"));
    }

    /** How another process finds it. */
    Undo undo(String server, String context, Dose dose) {
        return new Undo(
                LitmusEngine.NAME,
                UNDO,
                Map.of(
                        "server", server,
                        "context", context,
                        "namespace", namespace,
                        "name", name,
                        "run", run,
                        "fault", fault.title(),
                        "pods", pods,
                        "dose", dose.toString()));
    }

    static EngineResource of(Undo undo) {
        Map<String, String> handle = undo.handle();
        return new EngineResource(
                String.valueOf(handle.get("namespace")),
                String.valueOf(handle.get("name")),
                String.valueOf(handle.get("run")),
                LitmusFault.named(String.valueOf(handle.get("fault"))),
                handle.getOrDefault("pods", ""));
    }

    /** As {@code kubectl} takes it. */
    @Override
    public String toString() {
        return "chaosengine " + name + " -n " + namespace;
    }
}
