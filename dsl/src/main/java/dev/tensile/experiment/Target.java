package dev.tensile.experiment;

/** A named part of the system under test: one name, and an address for each engine that can reach it. */
public sealed interface Target permits Service, Dependency, Program, Database {
    String name();

    SourceRef at();
}
