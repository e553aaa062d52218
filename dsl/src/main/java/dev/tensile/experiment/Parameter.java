package dev.tensile.experiment;

/** A value that {@code --set name=value} may change; both are as written. */
public record Parameter(String name, String value, String defaultValue) {}
