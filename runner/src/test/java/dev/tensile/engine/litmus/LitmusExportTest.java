package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.litmus.center.ExperimentDraft;
import dev.tensile.engine.litmus.center.Infra;
import dev.tensile.engine.litmus.center.ManifestLinter;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plan, as Litmus would run it without us. */
final class LitmusExportTest {
    private static final LitmusExport EXPORT = LitmusExport.of(Map.of());
    private static final Infra INFRA =
            new Infra("i", "staging", "e", "litmus", "litmus", Infra.Reach.CLUSTER, true, true, "3.31.0");
    private static final Plan PLAN = TestPlans.climb(
            TestPlans.rung(LitmusScene.latency(BlastRadius.instances(1))),
            TestPlans.rung(LitmusScene.latency(LitmusScene.ALL), LitmusScene.kill()));

    private static void isClean(JsonNode manifest) {
        ExperimentDraft draft = new ExperimentDraft("id", "climb", "", manifest.toString(), INFRA, List.of());
        assertEquals(List.of(), ManifestLinter.lint(draft));
    }

    private static List<String> rounds(JsonNode spec) {
        List<String> rounds = new ArrayList<>();
        spec.at("/templates/0/steps").forEach(round -> {
            List<String> names = new ArrayList<>();
            round.forEach(step -> names.add(step.path("template").asText()));
            rounds.add(String.join(" + ", names));
        });
        return rounds;
    }

    @Test
    void everyRungComesInOrderItsDosesAtOnceAndAPauseBetween() throws IOException {
        JsonNode workflow = new ObjectMapper().readTree(EXPORT.workflow(PLAN));
        isClean(workflow);
        assertEquals(
                List.of(
                        "r1-d0-pod-network-latency",
                        "cool-down",
                        "r2-d0-pod-network-latency + r2-d1-pod-delete",
                        "cleanup-chaos-resources"),
                rounds(workflow.path("spec")));
        JsonNode last = workflow.at("/spec/templates")
                .get(workflow.at("/spec/templates").size() - 1);
        assertEquals("5s", last.at("/suspend/duration").asText());
        assertTrue(workflow.toString().contains("TOTAL_CHAOS_DURATION"));
    }

    @Test
    void aCronWorkflowIsTheSameOnASchedule() throws IOException {
        JsonNode cron = new YAMLMapper().readTree(EXPORT.cronWorkflow(PLAN, "30 4 * * 1"));
        isClean(cron);
        assertEquals("30 4 * * 1", cron.at("/spec/schedule").asText());
        assertEquals(4, rounds(cron.at("/spec/workflowSpec")).size());
        assertThrows(IllegalArgumentException.class, () -> EXPORT.cronWorkflow(PLAN, "daily"));
    }

    @Test
    void enginesAreDocumentsThatFitTheSchema() throws IOException {
        assertTrue(EXPORT.engines(PLAN).contains("starts all rungs at once"));
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(EXPORT.engines(PLAN))) {
            List<JsonNode> engines = documents.readAll();
            assertEquals(3, engines.size());
            for (JsonNode engine : engines) {
                assertEquals(Set.of(), EngineSchema.wrongIn(engine));
                assertEquals(
                        "10",
                        engine.at("/spec/experiments/0/spec/components/env").findParents("value").stream()
                                .filter(one -> one.path("name").asText().equals("TOTAL_CHAOS_DURATION"))
                                .findFirst()
                                .orElseThrow()
                                .path("value")
                                .asText());
            }
        }
    }

    @Test
    void whatLitmusCannotDoIsRefusedWithAWayOut() {
        Plan three = TestPlans.climb(TestPlans.rung(LitmusScene.latency(BlastRadius.instances(3))));
        EngineException refused = assertThrows(EngineException.class, () -> EXPORT.workflow(three));
        assertTrue(refused.mend().contains("1 of instances"), refused.mend());
    }
}
