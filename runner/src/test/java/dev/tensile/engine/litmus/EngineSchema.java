package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The schema of a ChaosEngine as Litmus ships it. A test that asks it is skipped, saying so, where the contracts are not. */
public final class EngineSchema {
    private EngineSchema() {}

    /** What is wrong with one. Unknown fields are wrong too: a real server would drop them silently. */
    public static Set<ValidationMessage> wrongIn(JsonNode engine) throws IOException {
        Path crd = Path.of(System.getProperty("tensile.shared"), "contracts", "litmus", "crds", "chaosengine_crd.yaml");
        assumeTrue(Files.isReadable(crd), () -> "skipped: there is no schema at " + crd);
        JsonNode open = new YAMLMapper().readTree(crd.toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
        close(open.path("properties").path("spec"));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(open);
        return schema.validate(engine);
    }

    private static void close(JsonNode part) {
        if (part.has("properties") && part instanceof ObjectNode object) {
            object.put("additionalProperties", false);
        }
        part.forEach(EngineSchema::close);
    }
}
