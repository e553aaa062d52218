package dev.tensile.cli;

import dev.tensile.engine.ActiveRuns;
import dev.tensile.engine.Recovery;
import dev.tensile.engine.Verification;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        boolean nothing = all.isEmpty();
        for (Path folder : all) {
            residue |= Files.isDirectory(folder) && recover(folder) == Recovery.State.RESIDUE;
        }
        if (folders.isEmpty()) {
            List<Verification> orphans = orphans();
            nothing &= orphans.isEmpty();
            boolean left = orphans.stream().anyMatch(RecoverCommand::isLeft);
            residue |= left;
            all.stream().filter(folder -> !Files.isDirectory(folder)).forEach(folder -> gone(folder, left));
        }
        if (nothing) {
            console.say("nothing to recover");
        }
        return residue ? ExitCode.RESIDUE.number() : 0;
    }

    private static boolean isLeft(Verification seen) {
        return seen.restoration() == Restoration.RESIDUE;
    }

    /** What was left of dead runs besides what their folders tell. */
    private List<Verification> orphans() {
        List<Verification> seen;
        try {
            seen = recovery().undo(Engines.orphans());
        } catch (UncheckedIOException unreadable) {
            seen = List.of(new Verification(
                    "this machine", Restoration.RESIDUE, unreadable.getMessage() + ": " + unreadable.getCause()));
        }
        if (!seen.isEmpty()) {
            boolean left = seen.stream().anyMatch(RecoverCommand::isLeft);
            console.say(
                    "what no run folder tells of: " + (left ? console.bad("NOT put back") : console.good("put back")));
            say(seen);
        }
        return seen;
    }

    private void say(List<Verification> seen) {
        for (Verification one : seen) {
            String mark = isLeft(one) ? console.bad("left") : "ok  ";
            console.say("  " + mark + "  " + one.what() + ": " + one.detail());
        }
    }

    /** It may be the one whose faults are left, so it is kept in mind until none are. */
    private void gone(Path folder, boolean left) {
        if (left) {
            console.say(folder + ": the folder is gone, and not everything is put back: see above, then recover again");
        } else {
            console.say(folder
                    + ": the folder is gone; nothing of the run is left on this machine, and nothing is known of what"
                    + " it did elsewhere");
            ActiveRuns.end(folder);
        }
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
        say(report.seen());
        if (report.state() == Recovery.State.ENDED || report.state() == Recovery.State.RECOVERED) {
            ActiveRuns.end(folder);
        }
        return report.state();
    }
}
