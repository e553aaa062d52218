package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.ValidationMessage;
import dev.tensile.engine.EveryDose;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is exported, against the schemas that Chaos Mesh ships. */
final class ChaosMeshExportTest {
    /** A ladder of every dose that Chaos Mesh can do. */
    private static final Plan PLAN =
            TestPlans.plan(EveryDose.all().filter(ChaosMeshExportTest::canDo).toArray(Dose[]::new));

    private static boolean canDo(Dose dose) {
        try {
            return Translation.of(dose) != null;
        } catch (CannotDo refused) {
            return false;
        }
    }

    private static List<JsonNode> documents(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml).forEachRemaining(documents::add);
        return documents;
    }

    private static void fits(String plural, JsonNode document) throws IOException {
        Set<ValidationMessage> wrong = CrdSchemas.of(plural).validate(document);
        assertTrue(wrong.isEmpty(), () -> wrong + " in " + document);
    }

    @Test
    void everyResourceFitsItsSchemaAndHasADurationAndANameOfItsOwn() throws IOException {
        List<JsonNode> all = documents(ChaosMeshExport.resources(PLAN));
        assertEquals(PLAN.experiment().ladder().rungs().size(), all.size());
        assertEquals(
                all.size(),
                all.stream()
                        .map(one -> one.at("/metadata/name").asText())
                        .distinct()
                        .count());
        for (JsonNode one : all) {
            fits(one.path("kind").asText().toLowerCase(java.util.Locale.ROOT), one);
            assertEquals("1s", one.at("/spec/duration").asText());
        }
    }

    @Test
    void theWorkflowClimbsRungAfterRungAndItsFaultsEndByTheirDeadline() throws IOException {
        JsonNode workflow = documents(ChaosMeshExport.workflow(PLAN)).get(0);
        fits("workflows", workflow);
        JsonNode templates = workflow.at("/spec/templates");
        assertEquals("Serial", templates.path(0).path("templateType").asText());
        assertEquals("rung-1", templates.at("/0/children/0").asText());
        assertEquals("cool-down-1", templates.at("/0/children/1").asText());
        for (JsonNode template : templates) {
            assertTrue(template.path("deadline").asText().endsWith("s"), template::toString);
            template.forEach(part -> assertTrue(!part.has("duration"), template::toString));
        }
    }

    @Test
    void aScheduleIsOfOneRungAndNeverOverlapsItself() throws IOException {
        for (int rung = 1; rung <= PLAN.experiment().ladder().rungs().size(); rung += 7) {
            JsonNode schedule = documents(ChaosMeshExport.schedule(PLAN, rung, "0 10 * * 2"))
                    .get(0);
            fits("schedules", schedule);
            assertEquals("Forbid", schedule.at("/spec/concurrencyPolicy").asText());
            assertEquals("0 10 * * 2", schedule.at("/spec/schedule").asText());
        }
    }

    @Test
    void itSaysThatNobodyWatches() {
        assertTrue(ChaosMeshExport.workflow(PLAN).contains("Nobody watches"));
        assertFalse(ChaosMeshExport.workflow(PLAN).contains("all rungs at once"));
        assertTrue(ChaosMeshExport.resources(PLAN).contains("starts all rungs at once"));
    }
}
