package dev.tensile.run;

/** How a run ended. */
public enum Ending {
    /** Every step was done. */
    COMPLETED,
    /** A guardrail tripped; everything was put back. */
    GUARD_ABORTED,
    /** Ctrl-C, a signal, or an abort from another terminal; everything was put back. */
    STOPPED,
    /** The system was not in its steady state to begin with: nothing was injected. */
    NOT_STEADY,
    /** The system did not come back after a rung: the ladder went no further. */
    DID_NOT_COME_BACK,
    /** A rung was shown to break the hypothesis: the ladder went no further. */
    RUNG_REFUTED,
    /** A rung could not be shown to hold: the ladder went no further. */
    RUNG_UNSHOWN,
    /** A fault could not be shown to be in force, and what there was of it was taken back: the ladder went no further. */
    NOT_DELIVERED,
    /** Tensile or its engine failed. */
    FAILED,
    /** There is no last word: the process that ran it was killed. */
    CRASHED
}
