package dev.tensile.run;

/**
 * A stretch of a run.
 *
 * @param rung the rung it belongs to, 0 outside the ladder
 * @param endNanos exclusive; the end of the last phase is the last thing known
 */
public record Phase(Kind kind, int rung, long startNanos, long endNanos) {
    /** What goes on in it. */
    public enum Kind {
        WARM_UP,
        BASELINE,
        HOLD,
        COOL_DOWN,
        RECOVERY
    }

    public double seconds() {
        return (endNanos - startNanos) / 1e9;
    }
}
