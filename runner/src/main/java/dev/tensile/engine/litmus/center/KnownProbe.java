package dev.tensile.engine.litmus.center;

/**
 * A probe that a project has.
 *
 * @param type {@code httpProbe}, {@code cmdProbe}, {@code promProbe} or {@code k8sProbe}
 */
public record KnownProbe(String name, String type, String description) {}
