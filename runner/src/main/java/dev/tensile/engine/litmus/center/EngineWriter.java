package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the ChaosEngine of a step. */
final class EngineWriter {
    static final String NAMESPACE = "{{workflow.parameters.adminModeNamespace}}";
    static final String WORKFLOW_UID = "{{workflow.uid}}";

    private EngineWriter() {}

    static ObjectNode engine(ChaosExperimentManifest manifest, FaultStep step) {
        ObjectNode engine =
                Json.object().put("apiVersion", "litmuschaos.io/v1alpha1").put("kind", "ChaosEngine");
        ObjectNode metadata =
                engine.putObject("metadata").put("namespace", NAMESPACE).put("generateName", step.generateName());
        ObjectNode labels = metadata.putObject("labels");
        labels.put("workflow_run_id", WORKFLOW_UID).put("workflow_name", manifest.name());
        step.labels().forEach(labels::put);
        if (!isInline(step)) {
            metadata.putObject("annotations").put("probeRef", Json.write(probeRef(step)));
        }
        engine.set("spec", spec(step, manifest.chaosServiceAccount()));
        return engine;
    }

    static ObjectNode spec(FaultStep step, String account) {
        ObjectNode spec = Json.object().put("engineState", "active");
        spec.putObject("appinfo")
                .put("appns", step.app().namespace())
                .put("applabel", step.app().label())
                .put("appkind", step.app().kind());
        spec.put("chaosServiceAccount", account)
                .put("terminationGracePeriodSeconds", step.gracePeriod().toSeconds());
        spec.putArray("experiments").add(experiment(step));
        return spec;
    }

    private static ObjectNode experiment(FaultStep step) {
        ObjectNode experiment = Json.object().put("name", step.fault().title());
        ObjectNode spec = experiment.putObject("spec");
        ArrayNode env = spec.putObject("components").putArray("env");
        step.env().forEach((name, value) -> env.addObject().put("name", name).put("value", value));
        if (isInline(step)) {
            ArrayNode probes = spec.putArray("probe");
            step.probes().stream()
                    .map(StepProbe.Inline.class::cast)
                    .forEach(probe -> probes.add(ProbeForms.inline(probe.probe(), probe.mode())));
        }
        return experiment;
    }

    private static boolean isInline(FaultStep step) {
        return !step.probes().isEmpty() && step.probes().get(0) instanceof StepProbe.Inline;
    }

    /** Also for no probes at all: the server refuses an engine with neither probes nor this. */
    private static ArrayNode probeRef(FaultStep step) {
        ArrayNode reference = JsonNodeFactory.instance.arrayNode();
        step.probes()
                .forEach(probe -> reference
                        .addObject()
                        .put("name", probe.name())
                        .put("mode", probe.mode().word()));
        return reference;
    }
}
