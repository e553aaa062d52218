package dev.tensile.engine.litmus.center;

/** What becomes of the ChaosEngines when a run has completed. When a run is stopped they stay, whatever is said here. */
public enum Cleanup {
    DELETE_ENGINES,
    KEEP_ENGINES
}
