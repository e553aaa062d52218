package dev.tensile.verdict;

/** What the reader is told, from best to worst. */
public enum Judgement {
    /** Shown to stay inside the tolerance. */
    HELD,
    /** The data are compatible with both. */
    INCONCLUSIVE,
    /** The experiment did not test what it set out to test. */
    INVALID,
    /** The system was not in its steady state: nothing was injected. */
    NOT_STEADY,
    /** Shown to leave the tolerance. */
    REFUTED,
    /** A guardrail ended the run. */
    ABORTED
}
