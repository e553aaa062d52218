package dev.tensile.engine.litmus.center;

/** How many faults of a run passed, failed and so on, as ChaosCenter counts them; all 0 until it does. */
public record FaultCounts(int total, int passed, int failed, int awaited, int stopped, int notAvailable) {}
