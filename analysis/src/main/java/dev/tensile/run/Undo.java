package dev.tensile.run;

import java.util.Map;

/**
 * How another process takes a fault back. Written to disk before the fault is applied.
 *
 * @param kind what the handle is, such as {@code link} or {@code process}; whoever wrote it knows how to read it
 * @param handle addresses and ids, all as text
 */
public record Undo(String engine, String kind, Map<String, String> handle) {
    public Undo {
        handle = Map.copyOf(handle);
    }
}
