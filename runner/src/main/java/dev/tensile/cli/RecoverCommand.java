package dev.tensile.cli;

import dev.tensile.engine.ActiveRuns;
import dev.tensile.engine.Recovery;
import dev.tensile.engine.Verification;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "recover",
        description = "Put back what killed runs left. Does no harm if there is nothing, or if it is done twice.")
final class RecoverCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Run folders; without them, every run that did not end.")
    List<Path> folders = new ArrayList<>();

    RecoverCommand(Console console) {
        this.console = console;
    }

    static Recovery recovery() {
        return new Recovery(Engines.undoers());
    }

    @Override
    public Integer call() {
        List<Path> all = folders.isEmpty()
                ? ActiveRuns.list()
                : folders.stream().map(RecoverCommand::run).toList();
        boolean residue = false;
        for (Path folder : all) {
            residue |= recover(folder) == Recovery.State.RESIDUE;
        }
        if (all.isEmpty()) {
            console.say("nothing to recover");
        }
        return residue ? ExitCode.RESIDUE.number() : 0;
    }

    /** Its real name, also if it was called {@code latest}. */
    private static Path run(Path folder) {
        try {
            if (Files.exists(folder.resolve("plan.json"))) {
                return folder.toRealPath();
            }
        } catch (IOException unreadable) {
            // said below
        }
        throw new Failure(
                ExitCode.USAGE,
                folder + " is not a run folder",
                "check the path; without one, tensile recover goes through every run that did not end");
    }

    private Recovery.State recover(Path folder) {
        if (!Files.isDirectory(folder)) {
            console.say(folder + ": the folder is gone; nothing is known of what the run did");
            ActiveRuns.end(folder);
            return Recovery.State.ENDED;
        }
        Recovery.Report report;
        try {
            report = recovery().recover(folder, Instant.now());
        } catch (RunStoreException unreadable) {
            console.error(unreadable.getMessage() + "", unreadable.mend());
            return Recovery.State.RESIDUE;
        }
        console.say(folder + ": "
                + switch (report.state()) {
                    case RUNNING -> "is running; stop it with Ctrl-C or SIGTERM";
                    case ENDED -> "had put everything back by itself";
                    case RECOVERED -> console.good("put back");
                    case RESIDUE -> console.bad("NOT put back");
                });
        for (Verification seen : report.seen()) {
            String mark = seen.restoration() == Restoration.RESIDUE ? console.bad("left") : "ok  ";
            console.say("  " + mark + "  " + seen.what() + ": " + seen.detail());
        }
        if (report.state() == Recovery.State.ENDED || report.state() == Recovery.State.RECOVERED) {
            ActiveRuns.end(folder);
        }
        return report.state();
    }
}
