package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the workflow around the ChaosEngines. */
final class WorkflowWriter {
    private static final String KUBECTL = "litmuschaos/k8s:2.11.0";
    private static final String CHECKER = "docker.io/litmuschaos/litmus-checker:2.11.0";
    private static final String INSTALL = "install-chaos-faults";
    private static final String CLEANUP = "cleanup-chaos-resources";

    private final ChaosExperimentManifest manifest;

    WorkflowWriter(ChaosExperimentManifest manifest) {
        this.manifest = manifest;
    }

    ObjectNode workflow() {
        return around("Workflow", spec());
    }

    ObjectNode cronWorkflow(String schedule) {
        if (schedule.strip().split("\\s+").length != 5) {
            throw new IllegalArgumentException("a schedule has five fields, was \"" + schedule + "\"");
        }
        ObjectNode spec = Json.object().put("schedule", schedule.strip()).put("concurrencyPolicy", "Forbid");
        spec.set("workflowSpec", spec());
        return around("CronWorkflow", spec);
    }

    private ObjectNode around(String kind, ObjectNode spec) {
        ObjectNode root = Json.object().put("kind", kind).put("apiVersion", "argoproj.io/v1alpha1");
        root.putObject("metadata").put("name", manifest.name()).put("namespace", manifest.namespace());
        return root.set("spec", spec);
    }

    private ObjectNode spec() {
        ObjectNode spec = Json.object().put("entrypoint", "main");
        spec.putObject("arguments")
                .putArray("parameters")
                .addObject()
                .put("name", "adminModeNamespace")
                .put("value", manifest.namespace());
        spec.put("serviceAccountName", manifest.serviceAccount());
        spec.putObject("podGC").put("strategy", "OnWorkflowCompletion");
        spec.putObject("securityContext").put("runAsUser", 1000).put("runAsNonRoot", true);
        ArrayNode templates = spec.putArray("templates");
        templates.add(main());
        if (!manifest.definitions().isEmpty()) {
            templates.add(install());
        }
        manifest.steps().forEach(step -> templates.add(fault(step)));
        if (manifest.cleanup() == Cleanup.DELETE_ENGINES) {
            templates.add(shell(
                    CLEANUP,
                    "kubectl delete chaosengine -l workflow_run_id=" + EngineWriter.WORKFLOW_UID + " -n "
                            + EngineWriter.NAMESPACE));
        }
        return spec;
    }

    private ObjectNode main() {
        ObjectNode main = Json.object().put("name", "main");
        ArrayNode rounds = main.putArray("steps");
        if (!manifest.definitions().isEmpty()) {
            round(rounds, List.of(INSTALL));
        }
        List<String> faults =
                manifest.steps().stream().map(FaultStep::generateName).toList();
        if (manifest.order() == StepOrder.PARALLEL) {
            round(rounds, faults);
        } else {
            faults.forEach(fault -> round(rounds, List.of(fault)));
        }
        if (manifest.cleanup() == Cleanup.DELETE_ENGINES) {
            round(rounds, List.of(CLEANUP));
        }
        return main;
    }

    /** What stands in one inner list runs at the same time. */
    private static void round(ArrayNode rounds, List<String> templates) {
        ArrayNode round = rounds.addArray();
        templates.forEach(name -> round.addObject().put("name", name).put("template", name));
    }

    private ObjectNode install() {
        ObjectNode template = shell(INSTALL, "kubectl apply -f /tmp/ -n " + EngineWriter.NAMESPACE + " && sleep 30");
        ArrayNode artifacts = template.putObject("inputs").putArray("artifacts");
        for (int i = 0; i < manifest.definitions().size(); i++) {
            String name = "definition-" + (i + 1);
            artifact(
                    artifacts,
                    name,
                    "/tmp/" + name + ".yaml",
                    manifest.definitions().get(i));
        }
        return template;
    }

    private ObjectNode fault(FaultStep step) {
        String name = step.generateName();
        String path = "/tmp/chaosengine-" + name + ".yaml";
        ObjectNode template = Json.object().put("name", name);
        template.putObject("metadata").putObject("labels").put("weight", Integer.toString(step.weight()));
        artifact(
                template.putObject("inputs").putArray("artifacts"),
                name,
                path,
                Yaml.write(EngineWriter.engine(manifest, step)));
        template.putObject("container")
                .put("image", CHECKER)
                .putArray("args")
                .add("-file=" + path)
                .add("-saveName=/tmp/engine-name");
        return template;
    }

    private static void artifact(ArrayNode artifacts, String name, String path, String data) {
        artifacts
                .addObject()
                .put("name", name)
                .put("path", path)
                .putObject("raw")
                .put("data", data);
    }

    private static ObjectNode shell(String name, String script) {
        ObjectNode template = Json.object().put("name", name);
        ObjectNode container = template.putObject("container").put("image", KUBECTL);
        container.putArray("command").add("sh").add("-c");
        container.putArray("args").add(script);
        return template;
    }
}
