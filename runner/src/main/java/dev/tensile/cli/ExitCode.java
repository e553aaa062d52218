package dev.tensile.cli;

import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import dev.tensile.verdict.Verdict;

/** What a shell sees, the most severe first (docs/exit-codes.md). */
enum ExitCode {
    /** Restoring failed, or could not be verified. */
    RESIDUE(7),
    /** Tensile or an engine failed. */
    FAILED(8),
    /** Bad usage, a script that does not compile or validate, or a policy against it. */
    USAGE(2),
    /** A guardrail stopped the run; everything was put back. */
    ABORTED(3),
    REFUTED(1),
    /** The system was not in its steady state; nothing was injected. */
    NOT_STEADY(6),
    /** The fault was not delivered, or there was no traffic on the path. */
    INVALID(5),
    INCONCLUSIVE(4),
    HELD(0);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Verdict verdict) {
        if (verdict.restoration() == Restoration.RESIDUE) {
            return RESIDUE;
        }
        if (verdict.ending() == Ending.FAILED) {
            return FAILED;
        }
        return switch (verdict.judgement()) {
            case HELD -> HELD;
            case REFUTED -> REFUTED;
            case ABORTED -> ABORTED;
            case INVALID -> INVALID;
            case NOT_STEADY -> NOT_STEADY;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
