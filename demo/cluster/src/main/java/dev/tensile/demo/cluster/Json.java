package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** JSON as it comes from outside. */
final class Json {
    private Json() {}

    static Map<String, Object> parse(String json) {
        try {
            return Tree.map(Serialization.unmarshal(json, Map.class));
        } catch (RuntimeException broken) {
            throw new Refused(400, "the body of the request is not JSON");
        }
    }

    static GenericKubernetesResource resource(String json) {
        try {
            GenericKubernetesResource parsed = Serialization.unmarshal(json, GenericKubernetesResource.class);
            if (parsed != null && parsed.getMetadata() != null && parsed.getKind() != null) {
                return parsed;
            }
        } catch (RuntimeException broken) {
            throw new Refused(400, "the body of the request is not a JSON object of Kubernetes");
        }
        throw new Refused(400, "the object provided is unrecognized: it has no kind or no metadata");
    }

    /** On one line. */
    static String text(Map<String, Object> tree) {
        return Serialization.asJson(tree).replaceAll("\\R\\s*", " ");
    }

    static GenericKubernetesResource resource(Map<String, Object> tree) {
        return resource(Serialization.asJson(tree));
    }
}
