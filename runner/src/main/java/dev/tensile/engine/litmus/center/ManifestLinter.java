package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what is wrong with a manifest before it is sent: what ChaosCenter would refuse, and what it would take and then not be
 * able to run, or to stop. Of a ChaosSchedule only the name is looked at. Whether names are free and stored probes exist, only
 * the server knows.
 */
public final class ManifestLinter {
    private final ExperimentDraft draft;
    private final JsonNode root;
    private final Findings findings = new Findings();

    private ManifestLinter(ExperimentDraft draft) {
        this.draft = draft;
        root = Json.readOrMissing(draft.manifest());
    }

    /** All findings, in no particular order; none if it is good. */
    public static List<ManifestFinding> lint(ExperimentDraft draft) {
        ManifestLinter linter = new ManifestLinter(draft);
        linter.lint();
        return linter.findings.all();
    }

    private void lint() {
        if (!root.isObject()) {
            findings.add(ManifestRule.MANIFEST_JSON, "the manifest", "something else");
            return;
        }
        String name = Json.text(root.path("metadata"), "name");
        findings.unless(
                name.equals(draft.name()),
                ManifestRule.NAME_MATCHES,
                "metadata.name",
                name + " instead of " + draft.name());
        Optional<ManifestKind> kind = ManifestKind.of(root);
        if (kind.isEmpty()) {
            findings.add(ManifestRule.KNOWN_KIND, "kind", Json.text(root, "kind"));
            return;
        }
        switch (kind.orElseThrow()) {
            case WORKFLOW -> workflow(root.path("spec"));
            case CRON_WORKFLOW -> cronWorkflow(root.path("spec"));
            case CHAOS_ENGINE ->
                new EngineChecks(findings, EngineArtifact.itself(root), Optional.empty(), draft.infra()).check();
            case CHAOS_SCHEDULE -> {}
        }
    }

    private void cronWorkflow(JsonNode spec) {
        findings.unless(
                !Json.text(spec, "schedule").isBlank()
                        && spec.path("workflowSpec").isObject(),
                ManifestRule.CRON_SCHEDULE,
                "spec",
                String.join(", ", fieldNames(spec)));
        if (spec.path("workflowSpec").isObject()) {
            workflow(spec.path("workflowSpec"));
        }
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void workflow(JsonNode spec) {
        templates(spec);
        String namespace = Json.text(root.path("metadata"), "namespace");
        findings.unless(
                namespace.equals(draft.infra().namespace()),
                ManifestRule.INFRA_NAMESPACE,
                "metadata.namespace",
                namespace + " instead of " + draft.infra().namespace());
        List<EngineArtifact> engines = EngineArtifact.in(spec);
        findings.unless(!engines.isEmpty(), ManifestRule.NO_FAULT, "spec.templates", "no ChaosEngine");
        String parameter = parameter(spec);
        engines.forEach(engine -> new EngineChecks(findings, engine, Optional.of(parameter), draft.infra()).check());
        probesOnce(engines);
        namesApart(engines);
    }

    private static String parameter(JsonNode spec) {
        for (JsonNode parameter : spec.path("arguments").path("parameters")) {
            if (Json.text(parameter, "name").equals("adminModeNamespace")) {
                return Json.text(parameter, "value");
            }
        }
        return "";
    }

    private void templates(JsonNode spec) {
        Set<String> names = new TreeSet<>();
        spec.path("templates").forEach(template -> names.add(Json.text(template, "name")));
        String entrypoint = Json.text(spec, "entrypoint");
        findings.unless(names.contains(entrypoint), ManifestRule.ENTRYPOINT, "spec.entrypoint", entrypoint);
        for (JsonNode template : spec.path("templates")) {
            for (JsonNode round : template.path("steps")) {
                round.forEach(step -> findings.unless(
                        names.contains(Json.text(step, "template")),
                        ManifestRule.STEP_TEMPLATE,
                        "template " + Json.text(template, "name"),
                        Json.text(step, "template")));
            }
        }
    }

    private void probesOnce(List<EngineArtifact> engines) {
        Set<String> seen = new TreeSet<>();
        for (EngineArtifact engine : engines) {
            engine.probeNames().stream()
                    .filter(name -> !seen.add(name))
                    .forEach(name -> findings.add(ManifestRule.PROBE_ONCE, engine.where(), name + " again"));
        }
    }

    private void namesApart(List<EngineArtifact> engines) {
        for (int i = 0; i < engines.size(); i++) {
            for (int j = 0; j < engines.size(); j++) {
                String part = engines.get(i).generateName();
                String whole = engines.get(j).generateName();
                boolean same = part.equals(whole);
                if (i != j && !part.isEmpty() && whole.contains(part) && !(same && i > j)) {
                    findings.add(ManifestRule.NAMES_APART, engines.get(i).where(), part + ", which is in " + whole);
                }
            }
        }
    }
}
