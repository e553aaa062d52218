package dev.tensile.cli;

import dev.tensile.experiment.Experiment;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Say everything that is wrong with a script. Touches nothing.")
final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SCRIPT", description = "A .chaos.kts file.")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    Path script;

    @Mixin
    ScriptOptions options = new ScriptOptions();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Experiment experiment = new Scripts(console).experiment(script, options.settings);
        console.say(console.good("ok") + "  " + experiment.name() + ": "
                + experiment.ladder().rungs().size() + " rungs, "
                + experiment.hypothesis().size() + " expectations, "
                + experiment.guardrails().size() + " guardrails");
        return 0;
    }
}
