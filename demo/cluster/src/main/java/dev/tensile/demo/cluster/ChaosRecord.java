package dev.tensile.demo.cluster;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of {@code status.experiment.containerRecords}, to be changed and written back. */
final class ChaosRecord {
    static final String NOT_INJECTED = "Not Injected";
    static final String NOT_INJECTED_WAIT = "Not Injected/Wait";
    static final String INJECTED = "Injected";
    static final String INJECTED_WAIT = "Injected/Wait";
    private static final int EVENTS_KEPT = 100;

    private final Map<String, Object> fields;
    private final Release release;

    ChaosRecord(Map<String, Object> fields, Release release) {
        this.fields = new LinkedHashMap<>(fields);
        this.release = release;
    }

    static ChaosRecord of(Selection.Target target, Release release) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", target.id());
        fields.put("selectorKey", target.selectorKey());
        fields.put("phase", NOT_INJECTED);
        if (release.countsInRecords()) {
            fields.put("injectedCount", 0);
            fields.put("recoveredCount", 0);
        }
        return new ChaosRecord(fields, release);
    }

    String id() {
        return Tree.text(fields, "id");
    }

    String selectorKey() {
        return Tree.text(fields, "selectorKey");
    }

    String phase() {
        return Tree.text(fields, "phase");
    }

    void phase(String phase) {
        fields.put("phase", phase);
    }

    void injected(Instant at) {
        phase(INJECTED);
        count("injectedCount");
        event("Succeeded", "Apply", "", at);
    }

    void recovered(Instant at) {
        phase(NOT_INJECTED);
        count("recoveredCount");
        event("Succeeded", "Recover", "", at);
    }

    void failed(String operation, String message, Instant at) {
        event("Failed", operation, message, at);
    }

    private void count(String field) {
        if (release.countsInRecords()) {
            fields.merge(field, 1, (old, one) -> ((Number) old).intValue() + 1);
        }
    }

    private void event(String type, String operation, String message, Instant at) {
        if (!release.countsInRecords()) {
            return;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("operation", operation);
        if (!message.isEmpty()) {
            event.put("message", message);
        }
        event.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        List<Object> events = Tree.copy(fields.get("events"));
        events.add(event);
        fields.put("events", events.subList(Math.max(0, events.size() - EVENTS_KEPT), events.size()));
    }

    Map<String, Object> fields() {
        return fields;
    }
}
