package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tensile.engine.EngineException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule is broken once, in a manifest that is good otherwise. */
final class ManifestLinterTest {
    private static final String PROBE = """
            {"name":"p99","type":"promProbe","mode":"Continuous",
             "promProbe/inputs":{"endpoint":"http://prometheus:9090","query":"up{app='orders'}",
               "comparator":{"type":"float","criteria":">=","value":"1"}},
             "runProperties":{"probeTimeout":"5s","interval":"2s","retry":1}}""";
    private static final String HTTP_PROBE = """
            {"name":"home","type":"httpProbe","mode":"Edge",
             "httpProbe/inputs":{"url":"http://orders.shop","insecureSkipVerify":false,
               "method":{"get":{"criteria":"==","responseCode":"200"}}},
             "runProperties":{"probeTimeout":"5s","interval":"500ms"}}""";

    /**
     * A way to break a rule.
     *
     * @param engine changes the YAML of the first engine
     * @param workflow changes the JSON of the workflow
     */
    private record Breaking(ManifestRule rule, UnaryOperator<String> engine, UnaryOperator<String> workflow) {
        @Override
        public String toString() {
            return rule.id();
        }
    }

    private static Breaking engine(ManifestRule rule, String from, String to) {
        return new Breaking(rule, yaml -> replace(yaml, from, to), json -> json);
    }

    private static Breaking workflow(ManifestRule rule, String from, String to) {
        return new Breaking(rule, yaml -> yaml, json -> replace(json, from, to));
    }

    private static Breaking probe(ManifestRule rule, String probe, String from, String to) {
        String broken = replace(probe, from, to).replace("\n", " ");
        return engine(
                rule,
                "experiments:\n  - name: \"pod-delete\"\n    spec:\n",
                "experiments:\n" + "  - name: \"pod-delete\"\n    spec:\n      probe: [" + broken + "]\n");
    }

    private static String replace(String text, String from, String to) {
        String replaced = text.replace(from, to);
        assertNotEquals(text, replaced, () -> "there is no " + from + " in " + text);
        return replaced;
    }

    static Stream<Breaking> breakings() {
        return Stream.of(
                new Breaking(ManifestRule.MANIFEST_JSON, yaml -> yaml, json -> "kind: Workflow"),
                workflow(ManifestRule.KNOWN_KIND, "\"Workflow\"", "\"Unknown\""),
                workflow(ManifestRule.NAME_MATCHES, "\"name\":\"orders-latency\"", "\"name\":\"orders\""),
                engine(ManifestRule.ENGINE_YAML, "spec:\n", "spec: [\n"),
                engine(
                        ManifestRule.TEMPLATE_QUOTED,
                        "namespace: \"{{workflow.parameters.adminModeNamespace}}\"",
                        "namespace: " + EngineWriter.NAMESPACE),
                engine(ManifestRule.ENGINE_EXPERIMENT, "- name: \"pod-delete\"", "- nome: \"pod-delete\""),
                engine(ManifestRule.ENGINE_GENERATE_NAME, "generateName: \"delete-a\"", "name: \"delete-a\""),
                engine(ManifestRule.ENGINE_PROBES, "  annotations:\n    probeRef: \"[]\"\n", ""),
                engine(ManifestRule.ANNOTATION_JSON, "probeRef: \"[]\"", "probeRef: \"[]\"\n    owner: \"checkout\""),
                engine(ManifestRule.ANNOTATION_JSON, "probeRef: \"[]\"", "probeRef: '[{\"mode\":\"SOT\"}]'"),
                workflow(ManifestRule.WEIGHT_NUMBER, "\"weight\":\"10\"", "\"weight\":\"heavy\""),
                workflow(ManifestRule.WEIGHT_NUMBER, "\"weight\":\"10\"", "\"weight\":10"),
                engine(
                        ManifestRule.PROBE_ONCE,
                        "probeRef: \"[]\"",
                        "probeRef: '[{\"name\":\"p\",\"mode\":\"SOT\"},{\"name\":\"p\",\"mode\":\"EOT\"}]'"),
                workflow(ManifestRule.FIRST_ARTIFACT, "\"artifacts\":[", "\"artifacts\":[{\"name\":\"first\"},"),
                engine(ManifestRule.NAMES_APART, "generateName: \"delete-a\"", "generateName: \"latency\""),
                engine(ManifestRule.NAMES_APART, "generateName: \"delete-a\"", "generateName: \"latency-b\""),
                new Breaking(
                        ManifestRule.NO_FAULT,
                        yaml -> yaml,
                        json -> json.replace("kind: \\\"ChaosEngine", "kind: \\\"Ghost")),
                workflow(ManifestRule.ENTRYPOINT, "\"entrypoint\":\"main\"", "\"entrypoint\":\"start\""),
                workflow(ManifestRule.STEP_TEMPLATE, "\"template\":\"delete-a\"", "\"template\":\"delete\""),
                workflow(ManifestRule.CRON_SCHEDULE, "\"Workflow\"", "\"CronWorkflow\""),
                workflow(ManifestRule.INFRA_NAMESPACE, "\"namespace\":\"litmus\"", "\"namespace\":\"default\""),
                workflow(ManifestRule.INFRA_NAMESPACE, "\"value\":\"litmus\"", "\"value\":\"default\""),
                engine(
                        ManifestRule.INFRA_NAMESPACE,
                        "namespace: \"{{workflow.parameters.adminModeNamespace}}\"",
                        "namespace: \"shop\""),
                engine(ManifestRule.RUN_LABEL, "{{workflow.uid}}", "mine"),
                engine(ManifestRule.ENGINE_ACTIVE, "engineState: \"active\"", "engineState: \"stop\""),
                engine(ManifestRule.CHAOS_ACCOUNT, "chaosServiceAccount: \"litmus-admin\"", "other: 1"),
                engine(ManifestRule.APP_INFO, "applabel: \"app=orders\"", "other: 1"),
                engine(ManifestRule.APP_INFO, "appkind: \"deployment\"", "appkind: \"pod\""),
                engine(ManifestRule.ENV_STRINGS, "value: \"30\"", "value: 30"),
                engine(
                        ManifestRule.GRACE_PERIOD,
                        "terminationGracePeriodSeconds: 30",
                        "terminationGracePeriodSeconds: 29"),
                engine(ManifestRule.GRACE_PERIOD, "terminationGracePeriodSeconds: 30", "other: 30"),
                engine(
                        ManifestRule.PROBE_MODE,
                        "probeRef: \"[]\"",
                        "probeRef: '[{\"name\":\"p\",\"mode\":\"Always\"}]'"),
                probe(ManifestRule.PROBE_TYPE, PROBE, "promProbe", "sloProbe"),
                probe(ManifestRule.PROBE_MODE, PROBE, "Continuous", "Sometimes"),
                probe(ManifestRule.PROBE_DURATION, PROBE, "\"5s\"", "5"),
                probe(ManifestRule.PROBE_DURATION, PROBE, "\"2s\"", "\"2\""),
                probe(ManifestRule.PROMQL_QUOTES, PROBE, "'orders'", "\\\"orders\\\""),
                probe(ManifestRule.PROMQL_QUOTES, PROBE, "'orders'", "'$(id)'"),
                probe(ManifestRule.PROM_NUMBER, PROBE, "\"value\":\"1\"", "\"value\":\"one\""),
                probe(ManifestRule.HTTP_SETTINGS, HTTP_PROBE, "false", "true"),
                probe(ManifestRule.HTTP_SETTINGS, HTTP_PROBE, "\"interval\"", "\"initialDelay\":\"1s\",\"interval\""));
    }

    private static ExperimentDraft good() {
        return Drafts.draft(Drafts.manifest(Drafts.podDelete("delete-a"), Drafts.latency("latency-b")));
    }

    private static ExperimentDraft broken(Breaking breaking) {
        ExperimentDraft good = good();
        JsonNode root = Json.readOrMissing(good.manifest());
        for (JsonNode template : root.path("spec").path("templates")) {
            if (Json.text(template, "name").equals("delete-a")) {
                ObjectNode raw = (ObjectNode) template.at("/inputs/artifacts/0/raw");
                raw.put("data", breaking.engine().apply(Json.text(raw, "data")));
            }
        }
        return Drafts.draft(good.name(), breaking.workflow().apply(Json.write(root)));
    }

    private static Set<ManifestRule> rules(ExperimentDraft draft) {
        return ManifestLinter.lint(draft).stream()
                .map(ManifestFinding::rule)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ManifestRule.class)));
    }

    @Test
    void aGoodManifestHasNoFindings() {
        assertEquals(List.of(), ManifestLinter.lint(good()));
    }

    @ParameterizedTest
    @MethodSource("breakings")
    void whatIsWrongIsFoundAndNothingElse(Breaking breaking) {
        assertEquals(Set.of(breaking.rule()), rules(broken(breaking)));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROBE, HTTP_PROBE})
    void anInlineProbeThatIsGoodIsGood(String inline) {
        Breaking none = probe(ManifestRule.PROBE_TYPE, inline, "\"name\"", " \"name\"");
        assertEquals(Set.of(), rules(broken(none)));
    }

    /** INFRA_REACH has a test of its own below. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INFRA_REACH")
    void everyRuleIsBrokenByATest(ManifestRule rule) {
        assertTrue(breakings().anyMatch(breaking -> breaking.rule() == rule));
        assertTrue(!rule.sentence().isBlank() && !rule.mend().isBlank());
    }

    @Test
    void aNamespacedInfraHurtsOnlyItsOwnNamespace() {
        Infra staging = Drafts.STAGING;
        Infra narrow = new Infra(
                staging.id(), "narrow", "env-1", "litmus", "litmus", Infra.Reach.NAMESPACE, true, true, "3.31.0");
        ChaosExperimentManifest manifest = Drafts.manifest(Drafts.podDelete("delete-a"));
        assertEquals(Set.of(ManifestRule.INFRA_REACH), rules(ExperimentDraft.of(Drafts.ID, manifest, narrow)));
    }

    /** They would be taken by the server; but a stop would give the helper pods no time to revert. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommendation-service-pod-delete, pod-delete",
                "cart-service-pod-network-latency, pod-network-latency"
            })
    void whatUpstreamShowsIsGoodButForTheGracePeriod(String nameAndFile) {
        String[] words = nameAndFile.split(", ");
        String manifest =
                ChaosCenterSchema.read(ChaosCenterSchema.contract("litmus/manifests/" + words[1] + ".workflow.json"));
        assertEquals(Set.of(ManifestRule.GRACE_PERIOD), rules(Drafts.draft(words[0], manifest)));
        String graceful = manifest.replace(
                "  engineState: active", "  engineState: active\\n  terminationGracePeriodSeconds: 30");
        assertEquals(Set.of(), rules(Drafts.draft(words[0], graceful)));
    }

    @Test
    void aChaosEngineByItselfIsLookedAtToo() {
        String yaml = EngineArtifact.in(Json.readOrMissing(good().manifest()).path("spec"))
                .get(0)
                .yaml()
                .replace(EngineWriter.NAMESPACE, "litmus")
                .replace("generateName: \"delete-a\"", "name: \"delete-a\"");
        String engine = Json.write(Yaml.readOrMissing(yaml));
        assertEquals(Set.of(), rules(Drafts.draft("delete-a", engine)));
        String hasty = engine.replace("\"terminationGracePeriodSeconds\":30", "\"terminationGracePeriodSeconds\":0");
        assertEquals(Set.of(ManifestRule.GRACE_PERIOD), rules(Drafts.draft("delete-a", hasty)));
    }

    @Test
    void aFindingSaysWhereAndHowToMendIt() {
        Breaking hasty = engine(
                ManifestRule.GRACE_PERIOD, "terminationGracePeriodSeconds: 30", "terminationGracePeriodSeconds: 5");
        EngineException refusal = ManifestFinding.refusal("e", ManifestLinter.lint(broken(hasty)));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("template delete-a: spec.terminationGracePeriodSeconds"), message);
        assertTrue(message.contains("(grace-period); found 5"), message);
        assertTrue(refusal.mend().contains("30 or more"), refusal.mend());
    }
}
