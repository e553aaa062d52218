package dev.tensile.engine.kubernetes;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the objects of a run are called and labelled, so that they are found again whoever made them.
 *
 * @param run what may stand in a name and in a label
 */
public record RunLabels(String run) {
    /** The label that all objects of a run have. */
    public static final String RUN = "tensile.dev/run";

    private static final String RUNG = "tensile.dev/rung";
    private static final String DOSE = "tensile.dev/dose";

    /** @param longest how many letters of the run's name are kept, the last ones */
    public static RunLabels of(String run, int longest) {
        String plain =
                run.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("(^-+|-+$)", "");
        return new RunLabels(
                plain.length() > longest
                        ? plain.substring(plain.length() - longest).replaceAll("^-+", "")
                        : plain);
    }

    /** A name that no other dose ever has. */
    public String name(int rung, int dose) {
        return "tensile-" + run + "-r" + rung + "-d" + dose;
    }

    public Map<String, String> labels(int rung, int dose) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/managed-by", "tensile");
        labels.put(RUN, run);
        labels.put(RUNG, String.valueOf(rung));
        labels.put(DOSE, String.valueOf(dose));
        return labels;
    }
}
