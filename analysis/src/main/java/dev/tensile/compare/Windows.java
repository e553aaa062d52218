package dev.tensile.compare;

import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.time.Duration;
import java.util.Optional;

/** Which stretches of a run are judged: phases without their first seconds. */
public final class Windows {
    private Windows() {}

    /** The baseline of a load, without the time to settle. */
    public static Optional<RunWindow> baseline(Run run, String load) {
        return run.phase(Phase.Kind.BASELINE, 0)
                .flatMap(phase -> RunWindow.of(run, load, phase.startNanos() + settle(run), phase.endNanos()));
    }

    /** A part of {@link #baseline}, in whole seconds of it; empty if it is shorter than 4 seconds. */
    public static Optional<RunWindow> baseline(Run run, String load, int fromSecond, int toSecond) {
        return run.phase(Phase.Kind.BASELINE, 0).flatMap(phase -> {
            long start = phase.startNanos() + settle(run);
            return RunWindow.of(run, load, start + fromSecond * 1_000_000_000L, start + toSecond * 1_000_000_000L);
        });
    }

    /**
     * The hold of a rung. A hold that was cut short is taken from the injection on: what there is of it is needed, and it is
     * marked as biased by stopping where it is used.
     */
    public static Optional<RunWindow> hold(Run run, String load, int rung) {
        return run.phase(Phase.Kind.HOLD, rung)
                .flatMap(phase -> RunWindow.of(
                        run, load, phase.startNanos() + (wasCutShort(run, rung) ? 0 : settle(run)), phase.endNanos()));
    }

    /** Whether the rung did not last as long as planned. */
    public static boolean wasCutShort(Run run, int rung) {
        Duration planned = run.plan().rung(rung).hold();
        return run.phase(Phase.Kind.HOLD, rung)
                .map(phase -> phase.endNanos() - phase.startNanos() < planned.toNanos() - 500_000_000L)
                .orElse(false);
    }

    private static long settle(Run run) {
        return run.plan().experiment().settle().toNanos();
    }
}
