package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What must be so of the inline probes of a ChaosEngine. */
final class ProbeChecks {
    private static final Set<String> TYPES = Set.of("httpProbe", "cmdProbe", "promProbe", "k8sProbe");
    private static final String DURATION = "([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+";

    private final Findings findings;
    private final EngineArtifact artifact;

    ProbeChecks(Findings findings, EngineArtifact artifact) {
        this.findings = findings;
        this.artifact = artifact;
    }

    void check() {
        artifact.probes().forEach(this::probe);
    }

    private void probe(JsonNode probe) {
        String where = artifact.where() + ", probe " + Json.text(probe, "name");
        String type = Json.text(probe, "type");
        String mode = Json.text(probe, "mode");
        findings.unless(TYPES.contains(type), ManifestRule.PROBE_TYPE, where, type);
        findings.unless(ProbeMode.words().contains(mode), ManifestRule.PROBE_MODE, where, mode);
        for (String field : List.of("probeTimeout", "interval")) {
            JsonNode value = probe.path("runProperties").path(field);
            findings.unless(
                    value.isTextual() && value.asText().matches(DURATION),
                    ManifestRule.PROBE_DURATION,
                    where,
                    field + " " + value);
        }
        if (type.equals("promProbe")) {
            prometheus(where, probe.path("promProbe/inputs"));
        }
        if (type.equals("httpProbe")) {
            http(where, probe);
        }
    }

    private void prometheus(String where, JsonNode inputs) {
        String query = Json.text(inputs, "query");
        findings.unless(Probe.Prometheus.isSafeInAShell(query), ManifestRule.PROMQL_QUOTES, where, query);
        findings.unless(
                Json.number(inputs.path("comparator"), "value").isPresent(),
                ManifestRule.PROM_NUMBER,
                where,
                inputs.path("comparator").path("value").toString());
    }

    private void http(String where, JsonNode probe) {
        boolean skips =
                probe.path("httpProbe/inputs").path("insecureSkipVerify").asBoolean();
        boolean delays = probe.path("runProperties").has("initialDelay");
        findings.unless(
                !skips && !delays, ManifestRule.HTTP_SETTINGS, where, skips ? "insecureSkipVerify" : "initialDelay");
    }
}
