package dev.tensile.cli;

import dev.tensile.engine.Recovery;
import dev.tensile.run.Run;
import dev.tensile.run.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Judge a finished run again from its folder, and write its reports anew. Same run, same bytes.")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run folder, or the name of one; without it, the newest.",
            defaultValue = "")
    String run = "";

    @Mixin
    RunsOption runs = new RunsOption();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = find();
        if (Recovery.isRunning(folder)) {
            throw new Failure(
                    ExitCode.USAGE, "the run " + folder + " has not ended yet", "wait for it, or stop it with SIGTERM");
        }
        Conclusion conclusion = Conclusion.draw(folder);
        RunStore.seal(folder);
        Run read = conclusion.run();
        console.say(console.bold(read.plan().experiment().name()) + "  " + read.id());
        new VerdictText(console).print(conclusion.verdict(), folder.resolve("report.html"));
        return ExitCode.of(conclusion.verdict()).number();
    }

    private Path find() {
        Path asPath = Path.of(run);
        if (!run.isEmpty() && Files.exists(asPath.resolve("plan.json"))) {
            return real(asPath);
        }
        List<Path> all = runs.store().folders();
        return all.stream()
                .filter(folder ->
                        run.isEmpty() || folder.getFileName().toString().startsWith(run))
                .findFirst()
                .map(ReportCommand::real)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        run.isEmpty() ? "there is no run in " + runs.store().root() : "there is no run \"" + run + "\"",
                        "tensile list shows the runs"));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.USAGE, "cannot read " + folder, "check the path");
        }
    }
}
