package dev.tensile.cli;

import dev.tensile.engine.ActiveRuns;
import dev.tensile.engine.Experimenter;
import dev.tensile.engine.FolderAnalyst;
import dev.tensile.engine.HttpWorkload;
import dev.tensile.engine.Recovery;
import dev.tensile.engine.RunTime;
import dev.tensile.engine.RunWatcher;
import dev.tensile.engine.StopRequest;
import dev.tensile.process.ProcessId;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import dev.tensile.run.RunWriter;
import dev.tensile.shop.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** One run from the command line: from the plan to the report, with signals answered. */
final class RunSession {
    private final Console console;
    private final RunStore store;
    private final boolean json;

    RunSession(Console console, RunStore store, boolean json) {
        this.console = console;
        this.store = store;
        this.json = json;
    }

    /** @return the exit code */
    int run(Scripts.Planned planned) {
        String suffix = Long.toString(System.nanoTime() & 0xfffff, 36);
        StopRequest stop = new StopRequest();
        try (RunWriter writer = store.create(
                        planned.plan(), planned.script(), Clock.systemUTC().instant(), suffix);
                Signals signals = Signals.stopping(stop, console)) {
            ActiveRuns.begin(writer.folder());
            Conclusion.rehearse(writer.folder());
            Experimenter.End end = experiment(planned, writer, stop);
            if (end.restoration() != Restoration.RESIDUE) {
                ActiveRuns.end(writer.folder());
            }
            if (end.ending() == dev.tensile.run.Ending.FAILED) {
                console.error(end.detail(), "");
            }
            Conclusion conclusion = Conclusion.draw(writer.folder());
            new VerdictText(console)
                    .print(conclusion.verdict(), relative(writer.folder().resolve("report.html")));
            RunStore.seal(writer.folder());
            if (json) {
                printJson(writer.folder());
            }
            ExitCode code = ExitCode.of(conclusion.verdict());
            return code == ExitCode.RESIDUE ? code.number() : signals.exitCode().orElse(code.number());
        }
    }

    private Experimenter.End experiment(Scripts.Planned planned, RunWriter writer, StopRequest stop) {
        RunTime time = RunTime.real(stop);
        try (Progress progress = Progress.on(console, planned.plan().plan())) {
            RunWatcher watcher = progress.watcher();
            return new Experimenter(new Experimenter.Parts(
                            planned.plan(),
                            planned.engine(),
                            Systems.of(planned.plan().plan().experiment(), Home.demo()),
                            new HttpWorkload(planned.plan().plan()),
                            writer,
                            new FolderAnalyst(writer.folder()),
                            watcher,
                            time,
                            stop))
                    .run(Clock.systemUTC(), host());
        }
    }

    private static Map<String, String> host() {
        Map<String, String> host = new TreeMap<>();
        host.put(Recovery.PROCESS, ProcessId.current().toString());
        host.put("tensile", Home.version());
        host.put("java", Runtime.version().toString());
        host.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        host.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return host;
    }

    private void printJson(Path folder) {
        try {
            console.data(Files.readString(folder.resolve(Conclusion.VERDICT)));
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FAILED, "cannot read back " + folder.resolve(Conclusion.VERDICT), "");
        }
    }

    private static Path relative(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
