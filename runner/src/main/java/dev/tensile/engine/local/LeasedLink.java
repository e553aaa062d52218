package dev.tensile.engine.local;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.experiment.LocalLink;
import dev.tensile.process.ProcessId;
import java.nio.file.Path;
import java.util.Optional;

/** A link that this run may hurt, for as long as the control connection lives. */
record LeasedLink(LinkHandle handle, ControlClient control) implements AutoCloseable {
    /**
     * Leases a link that somebody serves already; empty if nobody does.
     *
     * @param ownParent the pid of this run if it started the link process itself, 0 for a link that was found
     * @throws EngineException if it cannot be had
     */
    static Optional<LeasedLink> take(LocalLink link, String lease, long ownParent) {
        Path socket = LinkFolder.ofUser().socket(link.listen());
        Optional<ControlClient> control = ControlClient.connect(socket);
        if (control.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LeasedLink(take(link, lease, ownParent, socket, control.get()), control.get()));
        } catch (EngineException e) {
            control.get().close();
            throw e;
        }
    }

    private static LinkHandle take(LocalLink link, String lease, long ownParent, Path socket, ControlClient control) {
        try {
            Wire.Status status = control.ask(Wire.Ask.of(Wire.Verb.STATUS)).status();
            if (status == null || status.version() != Wire.VERSION) {
                throw refused(link, "belongs to another version of Tensile", "stop it: tensile demo down", null);
            }
            mustFit(link, status, ownParent);
            Wire.Answer answer = control.ask(
                    new Wire.Ask(Wire.Verb.LEASE, lease, ProcessHandle.current().pid(), null));
            if (answer.refusal() != null) {
                throw refused(link, "is in use: " + answer.refusal(), "wait for that run, or stop it", null);
            }
            ProcessId process = ProcessHandle.of(status.pid())
                    .map(ProcessId::of)
                    .orElseThrow(() -> refused(link, "has just ended", "try again", null));
            return new LinkHandle(link, socket, process, lease, status.parentPid() == 0);
        } catch (ControlClient.Lost e) {
            throw refused(link, "does not answer: " + e.getMessage(), "run tensile recover, then try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(link, "was not leased: interrupted", "run it again", e);
        }
    }

    private static void mustFit(LocalLink link, Wire.Status status, long ownParent) {
        if (!status.upstream().equals(link.upstream())) {
            throw refused(
                    link,
                    "leads to " + status.upstream() + ", not to " + link.upstream(),
                    "change the upstream in the script, or stop that link (process " + status.pid() + ")",
                    null);
        }
        if (status.parentPid() != 0 && status.parentPid() != ownParent) {
            throw refused(
                    link,
                    "belongs to the run with process id " + status.parentPid(),
                    "wait for that run, or stop it",
                    null);
        }
    }

    private static EngineException refused(
            LocalLink link, String why, String mend, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(
                Category.ENVIRONMENT, "the link that listens on " + link.listen() + " " + why, mend, cause);
    }

    /** Ends the lease, and with it whatever is in force; done when the link has said so or is lost. */
    @Override
    public void close() {
        try {
            control.askSurely(new Wire.Ask(Wire.Verb.UNDO, handle.lease(), 0, null));
        } catch (ControlClient.Lost e) {
            // Its end of the lease is the end of the connection.
        }
        control.close();
    }
}
