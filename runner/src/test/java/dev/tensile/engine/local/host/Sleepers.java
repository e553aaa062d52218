package dev.tensile.engine.local.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of the test's own that wait; they end with the test, stopped or not. */
final class Sleepers implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    /** One that writes its process id to a file. */
    Victim start(Path pidFile) throws IOException {
        return run(pidFile, Doses.words(pidFile));
    }

    /** One that starts another whenever that has ended, as a supervisor does. */
    Victim startKept(Path pidFile) throws IOException {
        String loop = "while :; do sleep 600 & echo $! > " + pidFile + ".new; mv " + pidFile + ".new " + pidFile
                + "; trap \"kill $!; exit\" TERM; wait; done";
        return run(pidFile, List.of("/bin/sh", "-c", loop));
    }

    Victim run(Path pidFile, List<String> words) throws IOException {
        Files.deleteIfExists(pidFile);
        processes.add(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        return await(pidFile);
    }

    static Victim await(Path pidFile) {
        if (!Waiting.until(
                20_000, () -> Finding.byPidFiles(List.of(pidFile.toString())).size() == 1)) {
            throw new IllegalStateException("nothing came to " + pidFile);
        }
        return Finding.byPidFiles(List.of(pidFile.toString())).get(0);
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            if (!Waiting.until(300, () -> !process.isAlive())) {
                process.destroyForcibly();
            }
            process.onExit().join();
        }
    }
}
