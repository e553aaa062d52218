package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tensile.engine.kubernetes.Exported;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The faults of a plan as YAML for Chaos Mesh alone: resources, a Workflow that climbs the ladder, a Schedule of one rung. They hurt
 * as the plan would; nobody measures, judges, or stops them when harm is done, and each says so in its first lines.
 */
public final class ChaosMeshExport {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final Plan plan;
    private final String name;

    private ChaosMeshExport(Plan plan) {
        this.plan = plan;
        String slug = ChaosResource.label(plan.experiment().slug());
        name = slug.isEmpty() ? "experiment" : slug;
    }

    /** A resource for each dose of each rung, in order; each lasts as long as its hold. */
    public static String resources(Plan plan) {
        return Exported.headerOfEach(plan) + new ChaosMeshExport(plan).resources();
    }

    /** The whole ladder, rung after rung, with its cool-downs. */
    public static String workflow(Plan plan) {
        return Exported.header(plan) + new ChaosMeshExport(plan).workflow();
    }

    /**
     * One rung, again and again.
     *
     * @param cron five fields, or {@code @every 24h}
     */
    public static String schedule(Plan plan, int rung, String cron) {
        return Exported.header(plan) + new ChaosMeshExport(plan).schedule(rung, cron);
    }

    private List<Rung> rungs() {
        return plan.experiment().ladder().rungs();
    }

    private String resources() {
        List<Object> documents = new ArrayList<>();
        for (int rung = 1; rung <= rungs().size(); rung++) {
            Duration hold = plan.rung(rung).hold();
            for (int dose = 0; dose < plan.rung(rung).doses().size(); dose++) {
                ChaosSpec spec = spec(rung, dose);
                documents.add(ChaosResource.of(spec, name, rung, dose).manifest(spec, rung, dose, hold));
            }
        }
        return documents(documents);
    }

    private ChaosSpec spec(int rung, int dose) {
        return Translation.of(plan.rung(rung).doses().get(dose));
    }

    private String schedule(int rung, String cron) {
        List<Object> documents = new ArrayList<>();
        List<Dose> doses = plan.rung(rung).doses();
        for (int dose = 0; dose < doses.size(); dose++) {
            ChaosSpec spec = spec(rung, dose);
            Map<String, Object> chaos = Words.map();
            chaos.putAll(spec.spec());
            chaos.put("duration", Words.goDuration(plan.rung(rung).hold()));
            documents.add(Words.map(
                    "apiVersion",
                    ChaosKind.GROUP + "/" + ChaosKind.VERSION,
                    "kind",
                    "Schedule",
                    "metadata",
                    metadata(name + "-r" + rung + "-d" + dose, spec.namespace()),
                    "spec",
                    Words.map(
                            "schedule",
                            cron,
                            "type",
                            spec.kind().kind(),
                            "historyLimit",
                            3,
                            "concurrencyPolicy",
                            "Forbid",
                            spec.kind().field(),
                            chaos)));
        }
        return documents(documents);
    }

    private static Map<String, Object> metadata(String name, String namespace) {
        return Words.map(
                "name", name,
                "namespace", namespace,
                "labels", Words.map("app.kubernetes.io/managed-by", "tensile"));
    }

    private String workflow() {
        List<Object> templates = new ArrayList<>();
        List<String> children = new ArrayList<>();
        Duration coolDown = plan.experiment().ladder().coolDown();
        Duration total = Duration.ofMinutes(1);
        for (int rung = 1; rung <= rungs().size(); rung++) {
            children.add("rung-" + rung);
            children.add("cool-down-" + rung);
            total = total.plus(plan.rung(rung).hold()).plus(coolDown);
            rung(rung, templates);
            templates.add(template("cool-down-" + rung, "Suspend", coolDown));
        }
        Map<String, Object> ladder = template("ladder", "Serial", total);
        ladder.put("children", children);
        templates.add(0, ladder);
        return documents(List.of(Words.map(
                "apiVersion",
                ChaosKind.GROUP + "/" + ChaosKind.VERSION,
                "kind",
                "Workflow",
                "metadata",
                metadata(name, spec(1, 0).namespace()),
                "spec",
                Words.map("entry", "ladder", "templates", templates))));
    }

    /** A chaos template takes a deadline, and must not have a duration. */
    private void rung(int rung, List<Object> templates) {
        Duration hold = plan.rung(rung).hold();
        int doses = plan.rung(rung).doses().size();
        List<String> children = new ArrayList<>();
        for (int dose = 0; dose < doses; dose++) {
            ChaosSpec spec = spec(rung, dose);
            String own = doses == 1 ? "rung-" + rung : "rung-" + rung + "-dose-" + (dose + 1);
            Map<String, Object> template = template(own, spec.kind().kind(), hold);
            template.put(spec.kind().field(), spec.spec());
            templates.add(template);
            children.add(own);
        }
        if (doses > 1) {
            Map<String, Object> together = template("rung-" + rung, "Parallel", hold);
            together.put("children", children);
            templates.add(together);
        }
    }

    private static Map<String, Object> template(String name, String type, Duration deadline) {
        return Words.map("name", name, "templateType", type, "deadline", Words.goDuration(deadline));
    }

    private static String documents(List<Object> documents) {
        return documents.stream().map(ChaosMeshExport::yaml).collect(Collectors.joining("---\n"));
    }

    private static String yaml(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a manifest cannot be written as YAML", impossible);
        }
    }
}
