package dev.tensile.engine.litmus.center;

/** How the faults of an experiment follow each other. */
public enum StepOrder {
    SEQUENTIAL,
    PARALLEL
}
