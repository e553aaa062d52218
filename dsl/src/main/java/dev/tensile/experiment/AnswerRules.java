package dev.tensile.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How an HTTP answer is told apart. A status of 400 or more is an error; of these, {@code rejectedStatuses} mean that
 * the service protected itself. Any other answer that carries one of {@code degradedHeaders} with that value is degraded.
 */
public record AnswerRules(Map<String, String> degradedHeaders, Set<Integer> rejectedStatuses) {
    /** Nothing counts as degraded; 429 and 503 count as rejected. */
    public static final AnswerRules DEFAULT = new AnswerRules(Map.of(), Set.of(429, 503));

    public AnswerRules {
        degradedHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(degradedHeaders));
        rejectedStatuses = Collections.unmodifiableSet(new TreeSet<>(rejectedStatuses));
    }
}
