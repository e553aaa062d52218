package dev.tensile.run;

/** Whether everything is as it was found. */
public enum Restoration {
    /** Looked at, and clean. */
    VERIFIED,
    /** Nothing was ever injected. */
    NOTHING_TO_RESTORE,
    /** Something is left, or could not be looked at. */
    RESIDUE
}
