package dev.tensile.engine;

import dev.tensile.run.Ending;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import java.time.Duration;
import java.util.List;

/** Is told how a run goes, for people to see. Called by one thread; must not block. */
public interface RunWatcher {
    /** Watches nothing. */
    RunWatcher NONE = new RunWatcher() {};

    /** A phase begins that is meant to last so long. */
    default void phase(Phase.Kind kind, int rung, Duration duration) {}

    /** Another second has passed. */
    default void second(Duration left, List<LiveTick> ticks, List<GuardWatch.Distance> guards) {}

    /** Something worth a line. */
    default void say(String line) {}

    default void ended(Ending ending, Restoration restoration, String detail) {}
}
