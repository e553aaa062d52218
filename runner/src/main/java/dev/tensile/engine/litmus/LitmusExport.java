package dev.tensile.engine.litmus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.engine.kubernetes.Exported;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.litmus.center.ChaosExperimentManifest;
import dev.tensile.engine.litmus.center.Cleanup;
import dev.tensile.engine.litmus.center.ExperimentDraft;
import dev.tensile.engine.litmus.center.FaultStep;
import dev.tensile.engine.litmus.center.Infra;
import dev.tensile.engine.litmus.center.ManifestFinding;
import dev.tensile.engine.litmus.center.ManifestLinter;
import dev.tensile.engine.litmus.center.StepOrder;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as Litmus would run it without Tensile: every rung for its hold, in order, the doses of a rung at the same time, and a
 * pause for each cool-down. Nobody measures then, and nothing stops at a guardrail.
 */
public final class LitmusExport {
    /** A prefix that a name of an experiment has room for. */
    private static final int LONGEST_NAME = 40;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Home home;

    private LitmusExport(Home home) {
        this.home = home;
    }

    /** @param environment as {@link LitmusEngine} takes it */
    public static LitmusExport of(Map<String, String> environment) {
        return new LitmusExport(Home.of(environment));
    }

    /**
     * An Argo Workflow as JSON, which is YAML, too; ChaosCenter takes it as a manifest.
     *
     * @throws EngineException if Litmus cannot do something of it
     */
    public String workflow(Plan plan) {
        ObjectNode workflow = tree(manifest(plan).toWorkflow());
        pace(plan, (ObjectNode) workflow.path("spec"));
        lint(plan, workflow);
        return write(JSON, workflow);
    }

    /**
     * An Argo CronWorkflow as YAML.
     *
     * @param cron five fields, in the cluster's time zone
     * @throws EngineException if Litmus cannot do something of it
     */
    public String cronWorkflow(Plan plan, String cron) {
        ObjectNode workflow = tree(manifest(plan).toCronWorkflow(cron));
        pace(plan, (ObjectNode) workflow.path("spec").path("workflowSpec"));
        lint(plan, workflow);
        return Exported.header(plan) + write(YAML, workflow);
    }

    /**
     * ChaosEngines as YAML documents, in order; each begins when it is applied.
     *
     * @throws EngineException if Litmus cannot do something of it
     */
    public String engines(Plan plan) {
        List<String> documents = new ArrayList<>();
        each(plan, (rung, number, dose, spec) -> {
            EngineResource resource = EngineResource.of(spec, home.namespace(), name(plan), number, dose);
            documents.add(write(YAML, resource.manifest(spec, home, number, dose, rung.hold())));
        });
        return Exported.headerOfEach(plan) + String.join("---\n", documents);
    }

    /** What ChaosCenter would refuse is not written at all. */
    private void lint(Plan plan, ObjectNode manifest) {
        Infra any = new Infra("", "", "", home.namespace(), "", Infra.Reach.CLUSTER, true, true, "");
        List<ManifestFinding> findings =
                ManifestLinter.lint(new ExperimentDraft("export", name(plan), "", manifest.toString(), any, List.of()));
        if (!findings.isEmpty()) {
            throw ManifestFinding.refusal(name(plan), findings);
        }
    }

    private static String name(Plan plan) {
        String plain = RunLabels.of(plan.experiment().name(), LONGEST_NAME).run();
        return plain.isEmpty() ? "experiment" : plain;
    }

    private ChaosExperimentManifest manifest(Plan plan) {
        List<FaultStep> steps = new ArrayList<>();
        each(plan, (rung, number, dose, spec) -> steps.add(spec.step(step(number, dose, spec), rung.hold(), Map.of())));
        return ChaosExperimentManifest.of(name(plan), home.namespace(), steps)
                .withServiceAccounts("argo-chaos", home.account())
                .withOrder(StepOrder.SEQUENTIAL)
                .withCleanup(Cleanup.DELETE_ENGINES);
    }

    private static String step(int rung, int dose, LitmusSpec spec) {
        return "r" + rung + "-d" + dose + "-" + spec.fault().title();
    }

    /** Told of each dose of each rung, from rung 1 and dose 0 on. */
    private interface Visitor {
        void visit(Rung rung, int number, int dose, LitmusSpec spec);
    }

    private static void each(Plan plan, Visitor visitor) {
        int number = 0;
        for (Rung rung : plan.experiment().ladder().rungs()) {
            number++;
            for (int dose = 0; dose < rung.doses().size(); dose++) {
                visitor.visit(rung, number, dose, spec(rung.doses().get(dose)));
            }
        }
    }

    private static LitmusSpec spec(Dose dose) {
        try {
            return Translation.of(dose);
        } catch (CannotDo refused) {
            throw new EngineException(Category.ENVIRONMENT, dose + ": " + refused.what(), refused.mend(), refused);
        }
    }

    /** Puts the steps into rounds, one for each rung, with the cool-downs between them. */
    private static void pace(Plan plan, ObjectNode spec) {
        ObjectNode main = (ObjectNode) spec.path("templates").path(0);
        JsonNode cleanUp = main.path("steps").path(main.path("steps").size() - 1);
        ArrayNode rounds = main.putArray("steps");
        int[] last = {0};
        each(plan, (rung, number, dose, litmus) -> {
            if (number != last[0]) {
                if (number > 1) {
                    round(rounds, "cool-down");
                }
                rounds.addArray();
                last[0] = number;
            }
            String name = step(number, dose, litmus);
            ((ArrayNode) rounds.get(rounds.size() - 1))
                    .addObject()
                    .put("name", name)
                    .put("template", name);
        });
        rounds.add(cleanUp);
        ObjectNode pause = ((ArrayNode) spec.path("templates")).addObject().put("name", "cool-down");
        long seconds = Math.max(1, plan.experiment().ladder().coolDown().toSeconds());
        pause.putObject("suspend").put("duration", seconds + "s");
    }

    private static void round(ArrayNode rounds, String template) {
        rounds.addArray()
                .addObject()
                .put("name", template + "-" + rounds.size())
                .put("template", template);
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read what was just written", e);
        }
    }

    private static String write(ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a manifest", e);
        }
    }
}
