package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** What must be so of one ChaosEngine. */
final class EngineChecks {
    private static final Set<String> UIDS = Set.of("{{workflow.uid}}", "{{ workflow.uid }}");

    private final Findings findings;
    private final EngineArtifact artifact;
    /** The workflow's parameter adminModeNamespace; empty if the engine is the manifest itself. */
    private final Optional<String> parameter;

    private final Infra infra;
    private final JsonNode metadata;
    private final JsonNode spec;

    EngineChecks(Findings findings, EngineArtifact artifact, Optional<String> parameter, Infra infra) {
        this.findings = findings;
        this.artifact = artifact;
        this.parameter = parameter;
        this.infra = infra;
        metadata = artifact.engine().path("metadata");
        spec = artifact.engine().path("spec");
    }

    private void unless(boolean kept, ManifestRule rule, String found) {
        findings.unless(kept, rule, artifact.where(), found);
    }

    void check() {
        if (artifact.hasUnquotedTemplates()) {
            unless(false, ManifestRule.TEMPLATE_QUOTED, "braces without quotes");
            return;
        }
        if (!artifact.engine().isObject()) {
            unless(false, ManifestRule.ENGINE_YAML, "something else");
            return;
        }
        unless(artifact.index() == 0, ManifestRule.FIRST_ARTIFACT, "artifact " + artifact.index());
        unless(
                artifact.weight().isMissingNode()
                        || (artifact.weight().isTextual()
                                && artifact.weight().asText().matches("[0-9]+")),
                ManifestRule.WEIGHT_NUMBER,
                artifact.weight().toString());
        names();
        annotations();
        target();
        settings();
        new ProbeChecks(findings, artifact).check();
    }

    private void names() {
        unless(
                !Json.text(artifact.experiment(), "name").isBlank(),
                ManifestRule.ENGINE_EXPERIMENT,
                spec.path("experiments").toString());
        if (parameter.isPresent()) {
            unless(!artifact.generateName().isBlank(), ManifestRule.ENGINE_GENERATE_NAME, "none");
        }
        String label = Json.text(metadata.path("labels"), "workflow_run_id");
        unless(label.isEmpty() || UIDS.contains(label), ManifestRule.RUN_LABEL, label);
        String namespace = resolved(Json.text(metadata, "namespace"));
        unless(
                namespace.isEmpty() || namespace.equals(infra.namespace()),
                ManifestRule.INFRA_NAMESPACE,
                namespace + " instead of " + infra.namespace());
    }

    /** With the workflow's parameter put in. */
    private String resolved(String namespace) {
        return namespace.replace(" ", "").equals(EngineWriter.NAMESPACE)
                ? parameter.filter(value -> !value.isEmpty()).orElse("an undefined parameter")
                : namespace;
    }

    private void annotations() {
        unless(
                artifact.annotations().has("probeRef") || !artifact.probes().isEmpty(),
                ManifestRule.ENGINE_PROBES,
                "neither");
        artifact.annotations().properties().forEach(annotation -> {
            JsonNode list = Json.readOrMissing(annotation.getValue().asText(""));
            boolean good = list.isArray();
            for (JsonNode item : list) {
                good = good
                        && item.path("name").isTextual()
                        && item.path("mode").isTextual();
                String mode = Json.text(item, "mode");
                unless(ProbeMode.words().contains(mode), ManifestRule.PROBE_MODE, mode);
            }
            unless(good, ManifestRule.ANNOTATION_JSON, annotation.getKey() + ": " + annotation.getValue());
        });
    }

    private void target() {
        JsonNode app = spec.path("appinfo");
        String kind = Json.text(app, "appkind");
        boolean labelled = !Json.text(app, "applabel").isBlank();
        unless(
                labelled != kind.isBlank() && (kind.isBlank() || AppInfo.KINDS.contains(kind)),
                ManifestRule.APP_INFO,
                app.toString());
        String namespace = resolved(Json.text(app, "appns"));
        unless(namespace.isEmpty() || infra.reaches(namespace), ManifestRule.INFRA_REACH, namespace);
    }

    private void settings() {
        unless(
                Json.text(spec, "engineState").equals("active"),
                ManifestRule.ENGINE_ACTIVE,
                Json.text(spec, "engineState"));
        unless(!Json.text(spec, "chaosServiceAccount").isBlank(), ManifestRule.CHAOS_ACCOUNT, "none");
        JsonNode grace = spec.path("terminationGracePeriodSeconds");
        unless(
                grace.isIntegralNumber() && grace.asLong() >= FaultStep.LEAST_GRACE.toSeconds(),
                ManifestRule.GRACE_PERIOD,
                grace.toString());
        for (JsonNode variable :
                artifact.experiment().path("spec").path("components").path("env")) {
            unless(
                    variable.path("value").isTextual() || variable.has("valueFrom"),
                    ManifestRule.ENV_STRINGS,
                    Json.text(variable, "name") + " = " + variable.path("value"));
        }
    }
}
