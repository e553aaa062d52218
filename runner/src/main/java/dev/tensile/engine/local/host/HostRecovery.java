package dev.tensile.engine.local.host;

import dev.tensile.engine.Verification;
import dev.tensile.run.Restoration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes back what a dead run left on this machine: by its watchdog if that lives, and then from what it had written down. */
final class HostRecovery {
    private static final Duration END = Duration.ofSeconds(15);
    private static final long GRACE_MILLIS = 5_000;

    private final HostHandle handle;
    private final HeldFolder folder;
    private final Mark mark;
    private final List<String> done = new ArrayList<>();

    HostRecovery(HostHandle handle) {
        this.handle = handle;
        folder = HeldFolder.of(handle.lease());
        mark = new Mark(handle.lease());
    }

    Verification run() {
        if (handle.watchdog().isAlive()) {
            Victim.of(handle.watchdog().pid()).ifPresent(watchdog -> watchdog.send(Victim.Signal.CONT));
            boolean ended = handle.watchdog().end(END);
            done.add("the watchdog " + handle.watchdog().pid() + (ended ? " was ended" : " could not be ended"));
        }
        if (!folder.isEmpty()) {
            List<String> held = folder.left();
            folder.takeBackAll();
            done.add("taken back from the records of the watchdog: " + String.join("; ", held));
        }
        Set<Victim> started = new LinkedHashSet<>(mark.all());
        started.addAll(new Descent(folder.started()).look());
        List<Victim> left = Mark.end(List.copyOf(started), GRACE_MILLIS);
        if (!started.isEmpty()) {
            done.add(started.size() + " processes that were started for the run were ended");
        }
        if (left.isEmpty()) {
            folder.close();
        }
        return look(left);
    }

    private Verification look(List<Victim> left) {
        List<String> problems = new ArrayList<>(folder.left());
        left.forEach(victim -> problems.add(victim + " does not end: kill -9 " + victim.pid()));
        if (handle.watchdog().isAlive()) {
            problems.add(
                    "the watchdog does not end: kill -9 " + handle.watchdog().pid());
        }
        done.add(problems.isEmpty() ? "nothing is left of the run on this machine" : String.join("; ", problems));
        return new Verification(
                HostSession.WHAT,
                problems.isEmpty() ? Restoration.VERIFIED : Restoration.RESIDUE,
                String.join("; ", done));
    }
}
