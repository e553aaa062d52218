package dev.tensile.engine.litmus.center;

import java.net.URI;

/**
 * Something asked of ChaosCenter, as it is told when it fails.
 *
 * @param what completes "cannot …"
 */
record Deed(String what, URI where, Effect effect) {
    /** What becomes of it when it is done twice. */
    enum Effect {
        /** Changes nothing. */
        READ,
        /** Changes something, but the second time nothing more. */
        REPEATABLE,
        /** Must not be done twice. */
        ONCE
    }

    boolean mayBeRepeated() {
        return effect != Effect.ONCE;
    }

    /** Whether it matters that nobody knows if it was done. */
    boolean leavesATrace() {
        return effect != Effect.READ;
    }

    String cannot() {
        return "cannot " + what + ": ChaosCenter at " + where;
    }
}
