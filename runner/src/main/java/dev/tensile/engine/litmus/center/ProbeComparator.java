package dev.tensile.engine.litmus.center;

import java.util.Map;
import java.util.Set;

/**
 * What a probe's answer is held against.
 *
 * @param type {@code int}, {@code float} or {@code string}
 * @param criteria such as {@code <=}, or {@code contains} for a string
 */
public record ProbeComparator(String type, String criteria, String value) {
    private static final Set<String> OF_NUMBERS = Set.of(">=", "<=", "==", ">", "<", "!=", "oneOf", "between");
    private static final Map<String, Set<String>> CRITERIA = Map.of(
            "int", OF_NUMBERS,
            "float", OF_NUMBERS,
            "string", Set.of("equal", "notEqual", "contains", "matches", "notMatches", "oneOf"));

    public ProbeComparator {
        if (!CRITERIA.getOrDefault(type, Set.of()).contains(criteria)) {
            throw new IllegalArgumentException(
                    "a probe cannot compare as " + type + " with \"" + criteria + "\"; known: " + CRITERIA);
        }
    }
}
