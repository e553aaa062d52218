package dev.tensile.cli;

import dev.tensile.run.RunStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the run folders are. */
final class RunsOption {
    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Where run folders are kept (runs).",
            defaultValue = "runs")
    Path folder = Path.of("runs");

    RunStore store() {
        return new RunStore(folder);
    }
}
