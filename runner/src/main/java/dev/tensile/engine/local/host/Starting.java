package dev.tensile.engine.local.host;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts a program for a run, and waits until it works. */
record Starting(HostClient client, String name, LocalProgram local, LocalProgram.Command command) {
    void run() {
        Path log = StateFolder.folder("hurt").resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".log");
        try {
            Files.deleteIfExists(log);
            if (!local.ready().isEmpty() && Readiness.of(local.ready())) {
                throw failed("something answers at " + local.ready() + " already", "stop it first", null);
            }
            HostWire.Start start = new HostWire.Start(
                    name, command.words(), command.directory(), command.environment(), log.toString());
            HostWire.Answer answer = client.ask(HostWire.Ask.start(start));
            if (answer.refusal() != null) {
                throw failed(answer.refusal(), "correct its command", null);
            }
            awaitReady(log);
        } catch (HostClient.Lost | IOException lost) {
            throw failed(String.valueOf(lost.getMessage()), "run it again", lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("interrupted", "run it again", interrupted);
        }
    }

    private void awaitReady(Path log) throws InterruptedException, HostClient.Lost, IOException {
        long end = System.nanoTime() + local.patience().toNanos();
        while (true) {
            boolean lives = client.ask(HostWire.Ask.of(HostWire.Verb.LOOK)).programs().stream()
                    .anyMatch(one -> one.program().equals(name) && one.victim() != null);
            if (!lives) {
                throw failed("it has ended: " + tail(log), "see " + log, null);
            }
            if (Readiness.of(local.ready())) {
                return;
            }
            if (System.nanoTime() > end) {
                throw failed("it is not ready at " + local.ready() + " in time: " + tail(log), "see " + log, null);
            }
            Thread.sleep(50);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.isEmpty()
                ? "it said nothing"
                : String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private EngineException failed(String why, String mend, @Nullable Throwable cause) {
        return new EngineException(
                Category.ENVIRONMENT, "the program \"" + name + "\" was not started: " + why, mend, cause);
    }
}
