package dev.tensile.engine.kubernetes;

import dev.tensile.experiment.Plan;

/** What stands above the faults of a plan when they are given away: what they are without Tensile. */
public final class Exported {
    private static final String ALONE = """
            # Exported by Tensile: %s
            # These are its faults alone. Nobody watches, judges, or stops them when harm is done; `tensile run` does.
            """;

    private static final String TOGETHER = """
            # Each begins when it is applied: this file as a whole starts all rungs at once. Apply them one by one, or export --as workflow.
            """;

    private Exported() {}

    /** Comments of a YAML file. */
    public static String header(Plan plan) {
        return ALONE.formatted(plan.experiment().name().replaceAll("\\R", " "));
    }

    /** The same, for documents that do not wait for each other. */
    public static String headerOfEach(Plan plan) {
        int rungs = plan.experiment().ladder().rungs().size();
        return header(plan) + (rungs > 1 ? TOGETHER : "");
    }
}
