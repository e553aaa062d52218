package dev.tensile.engine.litmus.center;

import java.util.Set;

/**
 * How far a run is, in ChaosCenter's own word. The words are open: one that is not known here counts as not ended, so that a
 * run is never taken for ended when it may not be.
 */
public record Phase(String name) {
    public static final Phase QUEUED = new Phase("Queued");
    public static final Phase RUNNING = new Phase("Running");
    public static final Phase COMPLETED = new Phase("Completed");
    public static final Phase STOPPED = new Phase("Stopped");

    private static final Set<String> TERMINAL = Set.of(
            "Completed",
            "Completed_With_Probe_Failure",
            "Completed_With_Error",
            "Error",
            "Stopped",
            "Timeout",
            "Terminated",
            "Skipped");
    private static final Set<String> NOT_YET = Set.of("Queued", "Pending", "Running", "NA", "");

    /** Whether nothing more will be heard of the run. It does not say that its faults are reverted. */
    public boolean isTerminal() {
        return TERMINAL.contains(name);
    }

    /** Whether the word is known here. */
    public boolean isKnown() {
        return isTerminal() || NOT_YET.contains(name);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "no phase" : name;
    }
}
