package dev.tensile.engine.litmus.center;

import java.util.List;

/**
 * A group of infrastructures in a project.
 *
 * @param type {@code PROD} or {@code NON_PROD}
 */
public record ChaosEnvironment(String id, String name, String type, List<String> infraIds) {
    public ChaosEnvironment {
        infraIds = List.copyOf(infraIds);
    }
}
