package dev.tensile.cli;

import dev.tensile.engine.GuardWatch;
import dev.tensile.engine.LiveTick;
import dev.tensile.engine.RunWatcher;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Phase;
import java.time.Duration;
import java.util.List;

/** A line for each phase, each event, and every tenth second: for logs and pipes. */
final class LineProgress implements Progress, RunWatcher {
    private static final int EVERY = 10;

    private final Console console;
    private final Plan plan;
    private int seconds;

    LineProgress(Console console, Plan plan) {
        this.console = console;
        this.plan = plan;
    }

    @Override
    public RunWatcher watcher() {
        return this;
    }

    @Override
    public void phase(Phase.Kind kind, int rung, Duration duration) {
        seconds = 0;
        console.say("> " + LiveText.phase(plan, kind, rung) + ", " + Quantities.text(duration));
    }

    @Override
    public void second(Duration left, List<LiveTick> ticks, List<GuardWatch.Distance> guards) {
        seconds++;
        if (seconds % EVERY == 0) {
            ticks.forEach(tick -> console.say("    " + LiveText.tick(tick) + "  (" + LiveText.left(left) + ")"));
        }
    }

    @Override
    public void say(String line) {
        console.say("  " + line);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
