package dev.tensile.specimen;

import dev.tensile.run.Ending;

/** How a made-up run goes. */
public enum Story {
    HELD(Ending.COMPLETED),
    REFUTED(Ending.RUNG_REFUTED),
    INCONCLUSIVE(Ending.RUNG_UNSHOWN),
    /** The fault touched nothing. */
    INVALID(Ending.COMPLETED),
    GUARD_ABORTED(Ending.GUARD_ABORTED),
    HARD_STOP(Ending.GUARD_ABORTED),
    STOPPED(Ending.STOPPED),
    NOT_STEADY(Ending.NOT_STEADY),
    DID_NOT_COME_BACK(Ending.DID_NOT_COME_BACK),
    FAILED(Ending.FAILED),
    /** Killed in the middle of the second rung. */
    CRASHED(Ending.CRASHED),
    /** Everything was done, and nothing was recorded. */
    NO_SAMPLES(Ending.COMPLETED),
    /** Completed, but something is left behind. */
    RESIDUE(Ending.COMPLETED);

    private final Ending ending;

    Story(Ending ending) {
        this.ending = ending;
    }

    public Ending ending() {
        return ending;
    }

    /** The rung that goes wrong. */
    int turningPoint() {
        return switch (this) {
            case REFUTED, INCONCLUSIVE -> 3;
            case GUARD_ABORTED, HARD_STOP, STOPPED, DID_NOT_COME_BACK, FAILED, CRASHED -> 2;
            case NOT_STEADY -> 0;
            default -> 4;
        };
    }

    /** Seconds into the rung after which it is cut short; -1 if it is held to its end. */
    int cutAfter() {
        return switch (this) {
            case GUARD_ABORTED -> 7;
            case HARD_STOP -> 3;
            case STOPPED -> 12;
            case FAILED -> 20;
            case CRASHED -> 16;
            default -> -1;
        };
    }
}
