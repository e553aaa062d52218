package dev.tensile.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = "Show what a run would do, step by step. Touches nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SCRIPT", description = "A .chaos.kts file.")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    Path script;

    @Mixin
    ScriptOptions options = new ScriptOptions();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--save", paramLabel = "FILE", description = "Write the plan, to run it later with run --plan.")
    Optional<Path> save = Optional.empty();

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Scripts.Planned planned = new Scripts(console).plan(script, options);
        if (output.isJson()) {
            console.data(planned.plan().toJson());
        } else {
            console.data(PlanText.of(planned.plan(), planned.engine()));
        }
        save.ifPresent(file -> write(file, planned.plan().toJson()));
        return 0;
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException refused) {
            throw new Failure(
                    ExitCode.USAGE,
                    "cannot write the plan to " + file + ": " + refused,
                    "choose a folder that is there and that you may write to");
        }
        console.say("saved to " + file + "; run it with: tensile run --plan " + file);
    }
}
