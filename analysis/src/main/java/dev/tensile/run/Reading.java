package dev.tensile.run;

import java.util.Map;

/**
 * What a service said of itself on its page of metrics.
 *
 * @param atNanos when it was asked, since the start of the run
 * @param service whose page it is
 * @param metric its name there, such as {@code resilience4j_circuitbreaker_state}
 */
public record Reading(long atNanos, String service, String metric, Map<String, String> labels, double value) {
    public Reading {
        labels = Map.copyOf(labels);
    }
}
