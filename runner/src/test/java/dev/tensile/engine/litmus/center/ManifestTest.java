package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.litmus.EngineSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is built, read again. */
final class ManifestTest {
    private static final ChaosExperimentManifest TWO =
            Drafts.manifest(Drafts.latency("latency-a"), Drafts.podDelete("delete-b"));

    private static List<List<String>> rounds(ChaosExperimentManifest manifest) {
        List<List<String>> rounds = new ArrayList<>();
        Json.readOrMissing(manifest.toWorkflow())
                .at("/spec/templates/0/steps")
                .forEach(round -> rounds.add(round.findValuesAsText("template")));
        return rounds;
    }

    private static JsonNode engine(FaultStep step) {
        return EngineArtifact.in(
                        Json.readOrMissing(Drafts.manifest(step).toWorkflow()).path("spec"))
                .get(0)
                .engine();
    }

    @Test
    void faultsFollowEachOther() {
        assertEquals(
                List.of(List.of("latency-a"), List.of("delete-b"), List.of("cleanup-chaos-resources")), rounds(TWO));
    }

    @Test
    void faultsInParallelShareARound() {
        assertEquals(
                List.of(List.of("latency-a", "delete-b")),
                rounds(TWO.withOrder(StepOrder.PARALLEL).withCleanup(Cleanup.KEEP_ENGINES)));
    }

    @Test
    void definitionsAreInstalledFirst() {
        ChaosExperimentManifest manifest = TWO.withDefinitions(List.of("kind: ChaosExperiment\n"));
        assertEquals(List.of("install-chaos-faults"), rounds(manifest).get(0));
        assertEquals(List.of(), ManifestLinter.lint(Drafts.draft(manifest)));
    }

    @ParameterizedTest
    @EnumSource
    void anEngineForEachFaultIsGood(LitmusFault fault) throws IOException {
        FaultStep step = FaultStep.of("step-a", fault, Drafts.ORDERS, Map.of(LitmusFault.DURATION, "30"));
        ExperimentDraft draft = Drafts.draft(Drafts.manifest(step));
        assertEquals(List.of(), ManifestLinter.lint(draft));
        assertEquals(fault.title(), engine(step).at("/spec/experiments/0/name").asText());
        assertEquals(Set.of(), EngineSchema.wrongIn(engine(step)));
    }

    @Test
    void aStoppedHelperAlwaysHasTimeToRevert() {
        assertEquals(
                30,
                engine(Drafts.latency("a"))
                        .at("/spec/terminationGracePeriodSeconds")
                        .asInt());
        FaultStep patient = Drafts.latency("a").withGracePeriod(Duration.ofSeconds(90));
        assertEquals(
                90, engine(patient).at("/spec/terminationGracePeriodSeconds").asInt());
        assertThrows(IllegalArgumentException.class, () -> Drafts.latency("a").withGracePeriod(Duration.ofSeconds(29)));
    }

    @Test
    void tunablesAreStrings() {
        JsonNode env = engine(Drafts.latency("a")).at("/spec/experiments/0/spec/components/env");
        assertEquals(2, env.size());
        env.forEach(variable -> assertTrue(variable.path("value").isTextual(), variable::toString));
    }

    @Test
    void aFaultWithoutProbesSaysSo() {
        assertEquals(
                "[]",
                engine(Drafts.latency("a")).at("/metadata/annotations/probeRef").asText());
    }

    @Test
    void storedProbesAreReferredTo() {
        FaultStep step = Drafts.latency("a").withProbes(List.of(new StepProbe.Stored("p99", ProbeMode.CONTINUOUS)));
        assertEquals(
                "[{\"name\":\"p99\",\"mode\":\"Continuous\"}]",
                engine(step).at("/metadata/annotations/probeRef").asText());
    }

    @Test
    void inlineProbesStandInTheEngine() throws IOException {
        FaultStep step =
                Drafts.latency("a").withProbes(List.of(new StepProbe.Inline(Probes.P99, ProbeMode.WHILE_INJECTED)));
        JsonNode engine = engine(step);
        assertTrue(engine.at("/metadata/annotations").isMissingNode());
        assertEquals(Set.of(), EngineSchema.wrongIn(engine));
        assertEquals(
                "OnChaos", engine.at("/spec/experiments/0/spec/probe/0/mode").asText());
        assertEquals(List.of(), ManifestLinter.lint(Drafts.draft(Drafts.manifest(step))));
    }

    @Test
    void storedAndInlineProbesAreNotMixed() {
        List<StepProbe> both = List.of(
                new StepProbe.Stored("p", ProbeMode.CONTINUOUS),
                new StepProbe.Inline(Probes.P99, ProbeMode.CONTINUOUS));
        assertThrows(IllegalArgumentException.class, () -> Drafts.latency("a").withProbes(both));
    }

    @Test
    void aScheduleWrapsTheSameWorkflow() {
        JsonNode cron = Json.readOrMissing(TWO.toCronWorkflow("0 3 * * 1"));
        assertEquals("CronWorkflow", cron.path("kind").asText());
        assertEquals("0 3 * * 1", cron.at("/spec/schedule").asText());
        assertEquals(Json.readOrMissing(TWO.toWorkflow()).path("spec"), cron.at("/spec/workflowSpec"));
        assertEquals(List.of(), ManifestLinter.lint(Drafts.draft(TWO.name(), TWO.toCronWorkflow("0 3 * * 1"))));
        assertThrows(IllegalArgumentException.class, () -> TWO.toCronWorkflow("@daily"));
    }

    @Test
    void nonsenseIsRefusedWithTheBadValue() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Drafts.podDelete("Bad_Name"))
                .toString()
                .contains("Bad_Name"));
        assertThrows(IllegalArgumentException.class, () -> Drafts.podDelete("a").withWeight(11));
        assertThrows(
                IllegalArgumentException.class,
                () -> ChaosExperimentManifest.of("n".repeat(50), "litmus", TWO.steps()));
        assertThrows(IllegalArgumentException.class, () -> ChaosExperimentManifest.of("n", "litmus", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new AppInfo("shop", "app=orders", "pod"));
        assertFalse(TWO.steps().isEmpty());
    }
}
