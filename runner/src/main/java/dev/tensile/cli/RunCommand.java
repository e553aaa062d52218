package dev.tensile.cli;

import dev.tensile.experiment.Environment;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.PlanFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Run an experiment: watch, hurt a little, widen while it holds, put everything back, report.")
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "A .chaos.kts file.")
    Optional<Path> script = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Run a plan that plan --save wrote, instead of a script.")
    Optional<Path> plan = Optional.empty();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before hurting a system that is not the demo.")
    boolean yes;

    @Mixin
    ScriptOptions options = new ScriptOptions();

    @Mixin
    RunsOption runs = new RunsOption();

    @Mixin
    OutputOption output = new OutputOption();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Scripts.Planned planned = planned();
        String where = planned.engine().where();
        announce(planned.plan(), where);
        agree(planned.plan().plan().experiment(), where);
        return new RunSession(console, runs.store(), output.isJson()).run(planned);
    }

    private Scripts.Planned planned() {
        if (script.isPresent() == plan.isPresent()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "say what to run: a script, or --plan FILE",
                    "tensile run experiments/checkout-slow-payments.chaos.kts");
        }
        if (plan.isPresent() && options.areGiven()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--set, --seed and --on do not change a plan that was saved",
                    "leave them out, or make another plan with: tensile plan SCRIPT --save FILE");
        }
        Scripts scripts = new Scripts(console);
        return plan.isPresent()
                ? scripts.saved(plan.get(), options.context())
                : scripts.plan(script.orElseThrow(), options);
    }

    private void announce(PlanFile file, String where) {
        Experiment experiment = file.plan().experiment();
        console.say(console.bold(experiment.name()));
        console.say(console.dim("  " + file.plan().engine() + " engine" + (where.isEmpty() ? "" : " at " + where) + ", "
                + Plural.of(experiment.ladder().rungs().size(), "rung") + ", about "
                + Quantities.text(file.plan().expectedDuration()) + ", plan "
                + file.digest().substring(0, 12)));
    }

    /** Hurting anything but the demo needs a yes: by flag, by a saved plan, or by a person. */
    private void agree(Experiment experiment, String where) {
        boolean demo = experiment.environment() instanceof Environment.DemoShop && where.isEmpty();
        if (demo || yes || plan.isPresent()) {
            return;
        }
        if (!console.isInteractive()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "this would hurt a system that is not the demo, and nobody is here to be asked",
                    "add --yes, or run a plan that was saved with plan --save");
        }
        String answer = console.ask("This will inject faults into " + names(experiment)
                + (where.isEmpty() ? "" : " at " + where) + ". Go on? [y/N] ");
        if (!answer.toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
            throw new Failure(ExitCode.USAGE, "not agreed; nothing was touched", "");
        }
    }

    private static String names(Experiment experiment) {
        return String.join(
                ", ", experiment.targets().stream().map(target -> target.name()).toList());
    }
}
