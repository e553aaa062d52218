package dev.tensile.experiment;

/** How delays scatter around the asked delay; a delay is never below zero. */
public enum JitterShape {
    /** Anywhere in delay ± jitter, equally likely. */
    UNIFORM,
    /** Bell-shaped around the delay; jitter is the standard deviation. */
    NORMAL
}
