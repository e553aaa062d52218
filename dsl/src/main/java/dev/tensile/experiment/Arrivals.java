package dev.tensile.experiment;

/** When requests are meant to start; neither waits for answers (open model). */
public enum Arrivals {
    /** Evenly spaced. */
    CONSTANT,
    /** Independent users: exponentially distributed gaps, seeded. */
    POISSON
}
