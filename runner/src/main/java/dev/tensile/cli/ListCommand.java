package dev.tensile.cli;

import dev.tensile.experiment.Plan;
import dev.tensile.run.RunStore;
import dev.tensile.run.RunStoreException;
import dev.tensile.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "The runs, the newest first.")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    RunsOption runs = new RunsOption();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> folders = runs.store().folders();
        if (folders.isEmpty()) {
            console.say("no runs in " + runs.store().root());
        }
        folders.forEach(folder -> console.data(line(folder) + "\n"));
        return 0;
    }

    private static String line(Path folder) {
        String name = String.valueOf(folder.getFileName());
        try {
            Plan plan = RunStore.loadPlan(folder);
            Optional<Verdict> verdict = RunStore.read(folder, Conclusion.VERDICT, Verdict.class);
            String word = verdict.map(
                            v -> v.judgement().name().replace('_', ' ').toLowerCase(Locale.ROOT))
                    .orElse("not judged");
            int rungs = plan.experiment().ladder().rungs().size();
            String held = verdict.map(v -> v.highestHeld() + "/" + rungs + " rungs held")
                    .orElse("");
            return String.format(
                    Locale.ROOT,
                    "%s  %-12s  %-15s  %s",
                    name,
                    word,
                    held,
                    plan.experiment().name());
        } catch (RunStoreException damaged) {
            return name + "  unreadable    " + damaged.getMessage();
        }
    }
}
