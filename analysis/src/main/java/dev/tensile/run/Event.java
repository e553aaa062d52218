package dev.tensile.run;

import java.time.Instant;
import java.util.Map;

/** One thing that happened during a run. */
public sealed interface Event {
    /** Nanoseconds since the start of the run. */
    long atNanos();

    /** The run began; the only event that carries the wall clock. */
    record Started(long atNanos, Instant wall, String planDigest, Map<String, String> host) implements Event {
        public Started {
            host = Map.copyOf(host);
        }
    }

    /** A phase began, and the one before it ended. */
    record PhaseStarted(long atNanos, Phase.Kind phase, int rung) implements Event {}

    /** On disk before the act: how to take back what is about to be done. {@code rung} 0 is for things around the ladder. */
    record Injecting(long atNanos, int rung, int dose, String what, Undo undo) implements Event {}

    /** The dose is in force. */
    record Injected(long atNanos, int rung, int dose) implements Event {}

    /** Somebody asked for the dose to be taken back. */
    record Reverting(long atNanos, int rung, int dose, String why) implements Event {}

    /** The dose is no longer in force. */
    record Reverted(long atNanos, int rung, int dose, Delivered delivered) implements Event {}

    /** After reverting, somebody looked whether it is really gone. */
    record Verified(long atNanos, int rung, String what, Restoration restoration, String detail) implements Event {}

    /** The answer of a steady-state check. */
    record SteadyState(long atNanos, int rung, boolean steady, String detail) implements Event {}

    /**
     * A guardrail ended the run.
     *
     * @param guardrail index in the experiment, -1 for the hard stop
     * @param evidence e-value: how many times likelier the data are beyond the limit than at it; infinite for the hard stop
     * @param atLeast anytime-valid lower bound of the guarded share; 0 for the hard stop
     * @param load that the hard stop was about; empty for a guardrail, which names its own
     */
    record GuardTripped(
            long atNanos, int rung, int guardrail, double evidence, double atLeast, String detail, String load)
            implements Event {
        @SuppressWarnings("ConstantConditions") // absent in what was written before it was asked for
        public GuardTripped {
            load = load == null ? "" : load;
        }

        /** Without a load. */
        public GuardTripped(long atNanos, int rung, int guardrail, double evidence, double atLeast, String detail) {
            this(atNanos, rung, guardrail, evidence, atLeast, detail, "");
        }
    }

    /** The rung was judged before the ladder went on. */
    record RungJudged(long atNanos, int rung, String verdict) implements Event {}

    /**
     * The load ended and has been counted.
     *
     * @param intended requests that were due
     * @param recorded requests whose end was recorded; must be as many
     */
    record LoadCounted(long atNanos, long intended, long recorded) implements Event {}

    /** How busy the machine was in the second before, 0 to 1. */
    record HostLoad(long atNanos, double cpuBusy) implements Event {}

    /** Anything else worth knowing. */
    record Note(long atNanos, String text) implements Event {}

    /** The last word. */
    record Ended(long atNanos, Ending ending, Restoration restoration, String detail) implements Event {}
}
