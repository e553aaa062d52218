package dev.tensile.engine.local;

import dev.tensile.engine.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes back what a dead run left on a link: by asking the link, and if it does not answer, by ending its process. */
final class LinkRecovery {
    private static final Duration END = Duration.ofSeconds(3);

    private final LinkHandle handle;
    private final List<String> done = new ArrayList<>();

    LinkRecovery(LinkHandle handle) {
        this.handle = handle;
    }

    Verification run() {
        boolean answered = askToUndo();
        if (!answered || !handle.detached()) {
            endProcess(answered);
        }
        deleteStaleSocket();
        LinkProbe.Seen seen = look();
        done.add(seen.detail());
        return new Verification("link " + handle.link().listen(), seen.restoration(), String.join("; ", done));
    }

    private boolean askToUndo() {
        Optional<ControlClient> found = ControlClient.connect(handle.socket());
        if (found.isEmpty()) {
            return false;
        }
        try (ControlClient control = found.get()) {
            Wire.Status status =
                    control.askSurely(Wire.Ask.of(Wire.Verb.STATUS)).status();
            if (status == null || status.pid() != handle.process().pid()) {
                done.add("another link process serves the control socket now and was left alone");
                return false;
            }
            control.askSurely(new Wire.Ask(Wire.Verb.UNDO, handle.lease(), 0, null));
            done.add("the link took back what was left of the run");
            if (!handle.detached()) {
                control.askSurely(Wire.Ask.of(Wire.Verb.SHUTDOWN));
            }
            return true;
        } catch (ControlClient.Lost e) {
            done.add(e.getMessage());
            return false;
        }
    }

    private void endProcess(boolean asked) {
        if (handle.process().find().isEmpty() || (asked && handle.process().awaitEnd(END))) {
            return;
        }
        boolean ended = handle.process().end(END);
        done.add("process " + handle.process().pid() + (ended ? " was ended" : " could not be ended"));
    }

    private void deleteStaleSocket() {
        if (ControlClient.connect(handle.socket()).map(LinkRecovery::closed).isEmpty()) {
            try {
                if (Files.deleteIfExists(handle.socket())) {
                    done.add("a stale control socket was deleted");
                }
            } catch (IOException e) {
                done.add("the stale control socket " + handle.socket() + " could not be deleted: " + e.getMessage());
            }
        }
    }

    private static boolean closed(ControlClient control) {
        control.close();
        return true;
    }

    private LinkProbe.Seen look() {
        if (handle.process().find().isPresent() && !handle.detached()) {
            return new LinkProbe.Seen(
                    false,
                    "process " + handle.process().pid() + " still runs; end it by hand: kill -9 "
                            + handle.process().pid());
        }
        if (handle.process().find().isEmpty()) {
            boolean served = LinkProbe.isServed(handle.link().listen());
            return new LinkProbe.Seen(
                    true,
                    "the link process is gone, and with it every dose; "
                            + handle.link().listen()
                            + (served ? " is served by somebody else" : " is closed")
                            + (handle.detached() ? "; the link was there before the run: open it again" : ""));
        }
        Optional<ControlClient> found = ControlClient.connect(handle.socket());
        if (found.isEmpty()) {
            return new LinkProbe.Seen(false, "the link on " + handle.link().listen() + " cannot be asked");
        }
        try (ControlClient control = found.get()) {
            return LinkProbe.look(handle.link(), control);
        }
    }
}
