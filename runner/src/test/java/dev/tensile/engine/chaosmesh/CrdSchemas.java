package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas that Chaos Mesh ships, made stricter: unknown fields are refused too, which a real server would drop silently. */
final class CrdSchemas {
    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    private CrdSchemas() {}

    static JsonSchema of(String plural) throws IOException {
        JsonSchema known = READ.get(plural);
        if (known == null) {
            known = read(plural);
            READ.put(plural, known);
        }
        return known;
    }

    private static JsonSchema read(String plural) throws IOException {
        Path crds = Path.of(System.getProperty("tensile.shared"), "contracts", "chaos-mesh", "crds");
        assumeTrue(Files.isDirectory(crds), () -> "skipped: there are no schemas in " + crds);
        JsonNode crd = new YAMLMapper()
                .readTree(crds.resolve("chaos-mesh.org_" + plural + ".yaml").toFile());
        JsonNode open = crd.at("/spec/versions/0/schema/openAPIV3Schema");
        close(open.path("properties").path("spec"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(open);
    }

    private static void close(JsonNode part) {
        if (part.has("properties") && part instanceof ObjectNode object) {
            object.put("additionalProperties", false);
        }
        part.forEach(CrdSchemas::close);
    }
}
