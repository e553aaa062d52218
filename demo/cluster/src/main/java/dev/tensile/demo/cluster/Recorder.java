package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes core/v1 Events on objects. The same event again only counts up, as in a real cluster. */
final class Recorder {
    private final Store store;

    Recorder(Store store) {
        this.store = store;
    }

    void normal(GenericKubernetesResource on, String component, String reason, String message, Instant at) {
        write(on, component, "Normal", reason, message, at);
    }

    void warning(GenericKubernetesResource on, String component, String reason, String message, Instant at) {
        write(on, component, "Warning", reason, message, at);
    }

    private void write(
            GenericKubernetesResource on, String component, String type, String reason, String message, Instant at) {
        String digest = Integer.toHexString((on.getMetadata().getUid() + reason + message + component).hashCode());
        String name = on.getMetadata().getName().toLowerCase(Locale.ROOT) + "." + digest;
        Ref ref = ResourceType.EVENT.ref(on.getMetadata().getNamespace(), name);
        String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
        boolean again = store.change(ref, event -> {
            Map<String, Object> fields = event.getAdditionalProperties();
            fields.put("count", Integer.parseInt(Tree.text(fields, "count")) + 1);
            fields.put("lastTimestamp", time);
        });
        if (!again) {
            store.create(ref, event(on, ref, component, type, reason, message, time));
        }
    }

    private static Map<String, Object> event(
            GenericKubernetesResource on,
            Ref ref,
            String component,
            String type,
            String reason,
            String message,
            String time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("apiVersion", "v1");
        event.put("kind", "Event");
        event.put("metadata", Map.of("name", ref.name(), "namespace", ref.namespace()));
        event.put(
                "involvedObject",
                Map.of(
                        "apiVersion", on.getApiVersion(),
                        "kind", on.getKind(),
                        "namespace", ref.namespace(),
                        "name", on.getMetadata().getName(),
                        "uid", on.getMetadata().getUid()));
        event.put("type", type);
        event.put("reason", reason);
        event.put("message", message);
        event.put("count", 1);
        event.put("firstTimestamp", time);
        event.put("lastTimestamp", time);
        event.put("source", Map.of("component", component));
        event.put("reportingComponent", component);
        event.put("reportingInstance", "");
        return event;
    }
}
