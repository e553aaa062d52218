package dev.tensile.demo.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Specs with one thing changed. */
final class Specs {
    private Specs() {}

    static Map<String, Object> with(Map<String, Object> spec, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(spec);
        changed.put(field, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> spec, String field) {
        Map<String, Object> changed = new LinkedHashMap<>(spec);
        changed.remove(field);
        return changed;
    }
}
