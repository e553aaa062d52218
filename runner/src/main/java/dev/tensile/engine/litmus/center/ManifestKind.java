package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of manifest that ChaosCenter takes. */
enum ManifestKind {
    WORKFLOW("Workflow", "Experiment"),
    CRON_WORKFLOW("CronWorkflow", "CronExperiment"),
    CHAOS_ENGINE("ChaosEngine", "ChaosEngine"),
    CHAOS_SCHEDULE("ChaosSchedule", "ChaosSchedule");

    private final String kind;
    private final String experimentType;

    ManifestKind(String kind, String experimentType) {
        this.kind = kind;
        this.experimentType = experimentType;
    }

    /** A word of the GraphQL enum {@code ExperimentType}. */
    String experimentType() {
        return experimentType;
    }

    /** By its {@code kind}, in whatever case. */
    static Optional<ManifestKind> of(JsonNode manifest) {
        String word = Json.text(manifest, "kind");
        return Arrays.stream(values())
                .filter(kind -> kind.kind.equalsIgnoreCase(word))
                .findFirst();
    }

    /** Of a manifest that was found to be good. */
    static ManifestKind of(String manifest) {
        return of(Json.readOrMissing(manifest))
                .orElseThrow(() -> new IllegalStateException("a manifest of no known kind"));
    }
}
