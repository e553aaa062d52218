package dev.tensile.cli;

import dev.tensile.engine.Engine;
import dev.tensile.engine.Unseen;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import dev.tensile.run.PlanFile;
import dev.tensile.run.RunStoreException;
import dev.tensile.script.load.Loaded;
import dev.tensile.script.load.ProblemPrinter;
import dev.tensile.script.load.ScriptLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a script on the command line to an experiment, and on to a plan; problems are printed, all at once. */
final class Scripts {
    private final Console console;

    Scripts(Console console) {
        this.console = console;
    }

    /** A plan, and the script that it came from, if it did. */
    record Planned(PlanFile plan, String script, Engine engine) {}

    /** @throws Failure with USAGE if it has errors, which have been printed */
    Planned plan(Path script, ScriptOptions options) {
        Engine engine = Engines.of(options.engine(), options.context());
        Loaded loaded = load(script, options.settings);
        Experiment experiment = check(loaded);
        Plan plan = Plan.of(
                experiment, engine.name(), script.toString(), loaded.source().digest(), options.seed());
        List<Problem> problems = new ArrayList<>(engine.check(plan));
        problems.addAll(Unseen.of(plan, engine));
        refuse(problems, new ProblemPrinter(loaded.source(), colour()));
        String text = new String(loaded.source().bytes(), StandardCharsets.UTF_8);
        return new Planned(PlanFile.of(plan), text, engine);
    }

    /**
     * A plan that was saved before.
     *
     * @throws Failure with USAGE if it is none, or was changed since
     */
    Planned saved(Path file, String context) {
        try {
            PlanFile plan = PlanFile.read(file);
            return new Planned(plan, "", Engines.of(plan.plan().engine(), context));
        } catch (RunStoreException refused) {
            throw new Failure(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused.mend());
        }
    }

    private static Loaded load(Path script, Map<String, String> settings) {
        try {
            return ScriptLoader.ofSystem().load(script, settings);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.USAGE, "interrupted while the script was compiled", "");
        }
    }

    private Experiment check(Loaded loaded) {
        ProblemPrinter printer = new ProblemPrinter(loaded.source(), colour());
        refuse(loaded.problems(), printer);
        return loaded.experiment()
                .orElseThrow(() -> new IllegalStateException("a script without errors declares an experiment"));
    }

    private void refuse(List<Problem> problems, ProblemPrinter printer) {
        List<Problem> errors = new ArrayList<>();
        for (Problem problem : problems) {
            console.say(printer.print(problem));
            if (problem.isError()) {
                errors.add(problem);
            }
        }
        if (!errors.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE, Plural.of(errors.size(), "error") + " in the script; nothing was touched", "");
        }
    }

    private ProblemPrinter.Colour colour() {
        return console.hasColour() ? ProblemPrinter.Colour.ANSI : ProblemPrinter.Colour.PLAIN;
    }
}
