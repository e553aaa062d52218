package dev.tensile.engine.local.host;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.process.ChildJvm;
import dev.tensile.process.ProcessId;
import dev.tensile.process.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The pipes to a watchdog. A thread of its own talks, and asks every second how things are, so that the watchdog knows that the
 * run is alive; those who ask wait for that thread, with a time limit.
 */
final class HostClient {
    private static final long BEAT_MILLIS = 1_000;
    private static final long START_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 15;

    /** The watchdog ends a run's programs first, which takes as long as they want to. */
    private static final Duration END = Duration.ofSeconds(15);

    private final Process process;
    private final ProcessId id;
    private final BufferedReader answers;
    private final Writer asks;
    private final ScheduledExecutorService talker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tensile-watchdog-talker");
        thread.setDaemon(true);
        return thread;
    });

    private HostClient(Process process) {
        this.process = process;
        id = ProcessId.of(process.toHandle());
        answers = process.inputReader(StandardCharsets.UTF_8);
        asks = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The watchdog is gone, or says nothing in time. */
    static final class Lost extends Exception {
        Lost(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** Starts a watchdog, which holds nothing yet. */
    static HostClient start(String lease) {
        Path log = StateFolder.folder("hurt").resolve("watchdog.log");
        try {
            HostClient client = new HostClient(new ChildJvm(
                            ChildJvm.ownClassPath(),
                            HostMain.class.getName(),
                            64,
                            List.of(StateFolder.option()),
                            List.of(lease))
                    .builder()
                    .redirectError(log.toFile())
                    .start());
            client.awaitReady(log);
            return client;
        } catch (IOException refused) {
            throw failed(String.valueOf(refused.getMessage()), log, refused);
        }
    }

    private static EngineException failed(String why, Path log, @org.jspecify.annotations.Nullable Exception cause) {
        return new EngineException(Category.ENVIRONMENT, "the watchdog cannot be started: " + why, "see " + log, cause);
    }

    private void awaitReady(Path log) {
        try {
            boolean ready = talker.submit(() -> answers.readLine() != null).get(START_SECONDS, TimeUnit.SECONDS);
            if (!ready) {
                throw failed("it ended at once", log, null);
            }
            var unused = talker.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw failed("interrupted", log, interrupted);
        } catch (ExecutionException | TimeoutException silent) {
            process.destroy();
            throw failed("it says nothing", log, silent);
        }
    }

    private void beat() {
        try {
            HostWire.Answer unused = talk(HostWire.Ask.of(HostWire.Verb.LOOK));
        } catch (IOException gone) {
            talker.shutdown();
        }
    }

    private HostWire.Answer talk(HostWire.Ask ask) throws IOException {
        asks.write(HostWire.write(ask) + "\n");
        asks.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("it has ended");
        }
        return HostWire.read(line, HostWire.Answer.class);
    }

    ProcessId id() {
        return id;
    }

    boolean isAlive() {
        return process.isAlive() && !talker.isShutdown();
    }

    HostWire.Answer ask(HostWire.Ask ask) throws Lost, InterruptedException {
        CompletableFuture<HostWire.Answer> answer = new CompletableFuture<>();
        try {
            talker.execute(() -> {
                try {
                    answer.complete(talk(ask));
                } catch (IOException | RuntimeException gone) {
                    answer.completeExceptionally(gone);
                }
            });
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | ExecutionException gone) {
            throw new Lost("the watchdog " + id.pid() + " is gone", gone);
        } catch (TimeoutException silent) {
            throw new Lost("the watchdog " + id.pid() + " says nothing", silent);
        }
    }

    /** As {@link #ask}, but not to be interrupted; the interrupt stays pending. */
    HostWire.Answer askSurely(HostWire.Ask ask) throws Lost {
        boolean interrupted = Thread.interrupted();
        try {
            return ask(ask);
        } catch (InterruptedException again) {
            interrupted = true;
            throw new Lost("interrupted twice while asking the watchdog", again);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets it end, which takes everything back; whether it did so by itself. */
    boolean end() {
        boolean well;
        try {
            well = askSurely(HostWire.Ask.of(HostWire.Verb.END)).refusal() == null;
        } catch (Lost gone) {
            well = false;
        }
        talker.shutdownNow();
        return id.end(END) && well;
    }
}
