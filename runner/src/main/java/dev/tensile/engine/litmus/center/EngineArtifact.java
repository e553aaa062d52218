package dev.tensile.engine.litmus.center;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An artifact of a template that is, or means to be, a ChaosEngine.
 *
 * @param index among the artifacts of its template
 * @param yaml as it stands there
 * @param engine the same, read; the missing node if it cannot be
 */
record EngineArtifact(String template, int index, String yaml, JsonNode engine, JsonNode weight) {
    private static final Pattern KIND =
            Pattern.compile("(?im)(^|[{,]\\s*)[\"']?kind[\"']?\\s*:\\s*[\"']?ChaosEngine\\b");
    private static final Pattern UNQUOTED = Pattern.compile("(?m)(^|[:\\-,\\[{])\\s+\\{\\{");

    /** Of all templates of a workflow's {@code spec}. */
    static List<EngineArtifact> in(JsonNode spec) {
        List<EngineArtifact> found = new ArrayList<>();
        for (JsonNode template : spec.path("templates")) {
            JsonNode artifacts = template.path("inputs").path("artifacts");
            for (int i = 0; i < artifacts.size(); i++) {
                String yaml = Json.text(artifacts.get(i).path("raw"), "data");
                if (KIND.matcher(yaml).find()) {
                    found.add(new EngineArtifact(
                            Json.text(template, "name"),
                            i,
                            yaml,
                            Yaml.readOrMissing(yaml),
                            template.path("metadata").path("labels").path("weight")));
                }
            }
        }
        return found;
    }

    /** A manifest that is an engine itself. */
    static EngineArtifact itself(JsonNode manifest) {
        return new EngineArtifact("", 0, "", manifest, MissingNode.getInstance());
    }

    String where() {
        return template.isEmpty() ? "the engine" : "template " + template;
    }

    boolean hasUnquotedTemplates() {
        return UNQUOTED.matcher(yaml).find();
    }

    String generateName() {
        return Json.text(engine.path("metadata"), "generateName");
    }

    JsonNode experiment() {
        return engine.path("spec").path("experiments").path(0);
    }

    JsonNode annotations() {
        return engine.path("metadata").path("annotations");
    }

    /** Inline ones. */
    JsonNode probes() {
        return experiment().path("spec").path("probe");
    }

    /** The names of all probes, by reference and inline. */
    List<String> probeNames() {
        List<String> names = new ArrayList<>();
        Json.readOrMissing(Json.text(annotations(), "probeRef")).forEach(probe -> names.add(Json.text(probe, "name")));
        probes().forEach(probe -> names.add(Json.text(probe, "name")));
        return names;
    }
}
