package dev.tensile.stats;

/** An estimate from one window. */
public sealed interface WindowEstimate extends Estimate permits QuantileEstimate, ProportionEstimate {
    /** Length T of the window in seconds. */
    int seconds();

    /** Number of requests n in the window. */
    long count();

    /** The design effect its limits use: its own, or a borrowed one. */
    DesignEffect designEffect();
}
