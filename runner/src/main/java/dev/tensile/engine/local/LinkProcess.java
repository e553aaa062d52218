package dev.tensile.engine.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.process.ProcessId;
import dev.tensile.process.StateFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that keeps links open, in pass-through unless a run leases one.
 *
 * <p>A detached one outlives whoever started it, and a hang-up of the terminal; {@link #stop} or SIGTERM ends it. One that
 * is owned by a run ends with the standard input that the run holds. Neither hears the Ctrl-C of a terminal.
 */
public final class LinkProcess {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(3);

    private final ProcessId id;
    private final List<HostPort> listens;

    /** Kept so that the pipe to an owned process stays open as long as its run. */
    private final Optional<Process> owned;

    private LinkProcess(ProcessId id, List<HostPort> listens, Optional<Process> owned) {
        this.id = id;
        this.listens = List.copyOf(listens);
        this.owned = owned;
    }

    /**
     * Starts one process for all these links and waits until each listens.
     *
     * @throws EngineException if one cannot; then none does
     */
    public static LinkProcess startDetached(List<LocalLink> links) {
        return start(links, List.of(), false);
    }

    /** The process that serves the link which listens there, if it lives and answers. */
    public static Optional<LinkProcess> find(HostPort listen) {
        return ControlClient.connect(LinkFolder.ofUser().socket(listen)).flatMap(control -> {
            try (control) {
                return Optional.ofNullable(
                                control.askSurely(Wire.Ask.of(Wire.Verb.STATUS)).status())
                        .flatMap(status -> ProcessHandle.of(status.pid()))
                        .map(process -> new LinkProcess(ProcessId.of(process), List.of(listen), Optional.empty()));
            } catch (ControlClient.Lost e) {
                return Optional.empty();
            }
        });
    }

    static LinkProcess startOwned(List<LocalLink> links) {
        long parent = ProcessHandle.current().pid();
        return start(links, List.of("--exit-with-parent", Long.toString(parent)), true);
    }

    private static LinkProcess start(List<LocalLink> links, List<String> options, boolean owned) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a link process needs at least one link");
        }
        List<String> arguments = new ArrayList<>(options);
        links.forEach(link -> arguments.addAll(
                List.of(link.listen().toString(), link.upstream().toString())));
        LinkFolder folder = LinkFolder.ofUser();
        Path log = folder.log(links.get(0).listen());
        try {
            folder.create(links.get(0).listen());
            Process process = LinkJvm.of(LinkMain.class, arguments)
                    .builder()
                    .directory(StateFolder.path().toFile())
                    .redirectError(log.toFile())
                    .start();
            awaitReady(process, log);
            return new LinkProcess(
                    ProcessId.of(process.toHandle()),
                    links.stream().map(LocalLink::listen).toList(),
                    owned ? Optional.of(process) : Optional.empty());
        } catch (IOException e) {
            throw new EngineException(
                    Category.ENVIRONMENT,
                    "the link process cannot be started: " + e.getMessage(),
                    "see that " + new File(System.getProperty("java.home", "java")) + " has a java command and that "
                            + log.getParent() + " can be written to",
                    e);
        }
    }

    private static void awaitReady(Process process, Path log) {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> line.complete(firstLine(process)), "tensile-link-start");
        reader.setDaemon(true);
        reader.start();
        Wire.Ready ready = new Wire.Ready(false, "the link process did not start in time", "see " + log);
        try {
            String said = line.get(START.toMillis(), TimeUnit.MILLISECONDS);
            ready = said.isEmpty()
                    ? new Wire.Ready(false, "the link process ended at once: " + tail(log), "see " + log)
                    : Wire.read(said, Wire.Ready.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ready = new Wire.Ready(false, "interrupted while the link process was starting", "start again");
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            // The words above say it.
        }
        if (!ready.ready()) {
            ProcessId.of(process.toHandle()).end(END);
            throw new EngineException(Category.ENVIRONMENT, ready.problem(), ready.mend(), null);
        }
    }

    /** Empty if there is none. */
    private static String firstLine(Process process) {
        try {
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "it left no log";
        }
    }

    public long pid() {
        return id.pid();
    }

    ProcessId id() {
        return id;
    }

    public boolean isAlive() {
        return id.isAlive();
    }

    /** Ends it, with every link it serves and every connection on them; returns when it is gone. Twice is once. */
    public void stop() {
        owned.ifPresent(LinkProcess::closeInput);
        if (owned.isEmpty()) {
            listens.stream().limit(1).forEach(LinkProcess::askToStop);
        }
        if (!id.awaitEnd(END) && !id.end(END)) {
            throw new EngineException(
                    Category.BROKEN,
                    "the link process " + id.pid() + " does not end",
                    "end it by hand: kill -9 " + id.pid(),
                    null);
        }
        listens.forEach(LinkProcess::deleteStaleSocket);
    }

    /** One that was ended by force leaves it behind. */
    private static void deleteStaleSocket(HostPort listen) {
        Path socket = LinkFolder.ofUser().socket(listen);
        Optional<ControlClient> successor = ControlClient.connect(socket);
        successor.ifPresent(ControlClient::close);
        try {
            if (successor.isEmpty()) {
                Files.deleteIfExists(socket);
            }
        } catch (IOException e) {
            // The next link there deletes it.
        }
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static void askToStop(HostPort listen) {
        ControlClient.connect(LinkFolder.ofUser().socket(listen)).ifPresent(control -> {
            try (control) {
                control.askSurely(Wire.Ask.of(Wire.Verb.SHUTDOWN));
            } catch (ControlClient.Lost e) {
                // It is terminated instead.
            }
        });
    }
}
