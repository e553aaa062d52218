package dev.tensile.cli;

import dev.tensile.engine.RunWatcher;
import dev.tensile.experiment.Plan;
import java.io.IOException;

/** How a run is shown while it goes on: one stable block on a terminal, plain lines elsewhere. */
interface Progress extends AutoCloseable {
    RunWatcher watcher();

    @Override
    void close();

    static Progress on(Console console, Plan plan) {
        if (console.isInteractive()) {
            try {
                return new BlockProgress(console, plan);
            } catch (IOException noTerminal) {
                console.say(console.dim("no terminal to draw on (" + noTerminal.getMessage() + "): plain lines"));
            }
        }
        return new LineProgress(console, plan);
    }
}
