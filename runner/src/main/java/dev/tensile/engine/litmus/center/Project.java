package dev.tensile.engine.litmus.center;

/** A project that this user belongs to. */
public record Project(String id, String name) {}
