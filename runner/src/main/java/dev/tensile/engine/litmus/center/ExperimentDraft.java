package dev.tensile.engine.litmus.center;

import java.util.List;

/**
 * An experiment to be saved.
 *
 * @param id made by us, such as a random UUID; saving under the same id again replaces it
 * @param name unique in the project, and the name in the manifest
 * @param manifest JSON
 * @param infra where it will run
 */
public record ExperimentDraft(
        String id, String name, String description, String manifest, Infra infra, List<String> tags) {
    public ExperimentDraft {
        tags = List.copyOf(tags);
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "an experiment needs an id and a name, were \"" + id + "\", \"" + name + "\"");
        }
    }

    /** What is built here, as a workflow that runs once each time it is told to. */
    public static ExperimentDraft of(String id, ChaosExperimentManifest manifest, Infra infra) {
        return new ExperimentDraft(id, manifest.name(), "", manifest.toWorkflow(), infra, List.of());
    }
}
