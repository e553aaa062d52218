package dev.tensile.cli;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Engine;
import dev.tensile.experiment.Plan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description = "Look whether everything is there that an engine needs, at all or for a script. Changes nothing.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "A .chaos.kts file to look for.")
    Optional<Path> script = Optional.empty();

    @Mixin
    ScriptOptions options = new ScriptOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Engine engine = Engines.of(options.engine(), options.context());
        Optional<Plan> plan = script.map(
                file -> new Scripts(console).plan(file, options).plan().plan());
        Diagnosis diagnosis = engine.diagnose(plan);
        diagnosis.findings().forEach(this::print);
        if (!diagnosis.attachment().isEmpty()) {
            console.say("The least that a user needs; kubectl apply -f - takes it:");
            console.data(diagnosis.attachment());
        }
        return diagnosis.isWell() ? 0 : ExitCode.FAILED.number();
    }

    private void print(Finding finding) {
        String mark = switch (finding.state()) {
            case THERE -> console.good("ok     ");
            case MISSING -> console.bad("MISSING");
            case UNKNOWN -> console.doubtful("unknown");
        };
        console.say("  " + mark + "  " + finding.what() + ": " + finding.detail());
    }
}
