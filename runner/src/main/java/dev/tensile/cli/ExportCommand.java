package dev.tensile.cli;

import dev.tensile.engine.chaosmesh.ChaosMeshEngine;
import dev.tensile.engine.chaosmesh.ChaosMeshExport;
import dev.tensile.engine.litmus.LitmusEngine;
import dev.tensile.engine.litmus.LitmusExport;
import dev.tensile.experiment.Plan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "Write a script's faults as YAML for a system that injects them by itself, without measuring or judging.")
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SCRIPT", description = "A .chaos.kts file.")
    @SuppressWarnings("NullAway.Init") // picocli insists on it
    Path script;

    @Option(names = "--to", required = true, paramLabel = "ENGINE", description = "chaosmesh or litmus.")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description =
                    "resources: one for each rung; workflow: the whole ladder; schedule: again and again, one rung (chaosmesh) or all (litmus). "
                            + "Default: ${DEFAULT-VALUE}.")
    Form form = Form.RESOURCES;

    @Option(names = "--cron", paramLabel = "CRON", description = "When, for a schedule: '0 10 * * 2', '@every 24h'.")
    Optional<String> cron = Optional.empty();

    @Option(
            names = "--rung",
            paramLabel = "N",
            description = "Which rung, for a schedule; the first unless said otherwise.")
    int rung = 1;

    @Mixin
    ScriptOptions options = new ScriptOptions();

    enum Form {
        RESOURCES,
        WORKFLOW,
        SCHEDULE
    }

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (options.engine.isPresent()) {
            throw new Failure(ExitCode.USAGE, "export takes --to, not --on", "leave --on out");
        }
        if (cron.isPresent() != (form == Form.SCHEDULE)) {
            throw new Failure(
                    ExitCode.USAGE,
                    form == Form.SCHEDULE ? "a schedule needs a time" : "--cron is for --as schedule",
                    "write --as schedule --cron '0 10 * * 2'");
        }
        options.engine = Optional.of(to);
        Plan plan = new Scripts(console).plan(script, options).plan().plan();
        int rungs = plan.experiment().ladder().rungs().size();
        if (rung < 1 || rung > rungs) {
            throw new Failure(ExitCode.USAGE, "there is no rung " + rung, "the script has " + Plural.of(rungs, "rung"));
        }
        String exported = exported(plan);
        console.data(exported);
        console.say("These are the faults alone: nobody watches, judges, or stops them when harm is done.");
        return 0;
    }

    private String exported(Plan plan) {
        if (plan.engine().equals(ChaosMeshEngine.NAME)) {
            return chaosMesh(plan);
        }
        if (plan.engine().equals(LitmusEngine.NAME)) {
            return litmus(plan);
        }
        throw new Failure(
                ExitCode.USAGE,
                "the " + plan.engine() + " engine has nothing to export to",
                "write --to chaosmesh or --to litmus");
    }

    private String litmus(Plan plan) {
        LitmusExport export = LitmusExport.of(System.getenv());
        return switch (form) {
            case RESOURCES -> export.engines(plan);
            case WORKFLOW -> export.workflow(plan);
            case SCHEDULE -> export.cronWorkflow(plan, cron.orElseThrow());
        };
    }

    private String chaosMesh(Plan plan) {
        return switch (form) {
            case RESOURCES -> ChaosMeshExport.resources(plan);
            case WORKFLOW -> ChaosMeshExport.workflow(plan);
            case SCHEDULE -> ChaosMeshExport.schedule(plan, rung, cron.orElseThrow());
        };
    }
}
