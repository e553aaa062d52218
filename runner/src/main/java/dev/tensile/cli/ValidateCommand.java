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
        Scripts.Planned planned = new Scripts(console).plan(script, options);
        Experiment experiment = planned.plan().plan().experiment();
        console.say(console.good("ok") + "  " + experiment.name() + ": "
                + Plural.of(experiment.ladder().rungs().size(), "rung") + ", "
                + Plural.of(experiment.expectations(), "expectation") + ", "
                + Plural.of(experiment.guardrails().size(), "guardrail"));
        return 0;
    }
}
