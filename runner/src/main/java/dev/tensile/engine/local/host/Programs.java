package dev.tensile.engine.local.host;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The programs that the watchdog started. Owned by its loop. */
final class Programs {
    private static final long GRACE_MILLIS = 5_000;
    private static final long LOOK_NANOS = 1_000_000_000;

    private final Mark mark;
    private final HeldFolder folder;
    private final Map<String, HostWire.Start> starts = new LinkedHashMap<>();
    private final Map<String, Victim> running = new LinkedHashMap<>();
    private final Descent descent = new Descent(List.of());
    private List<Victim> written = List.of();
    private long lookedNanos = System.nanoTime();

    Programs(Mark mark, HeldFolder folder) {
        this.mark = mark;
        this.folder = folder;
    }

    Victim start(HostWire.Start start) throws Hurt.Refused {
        starts.put(start.program(), start);
        Victim victim = start(start.program());
        if (victim.isAlive() && !written.contains(victim)) {
            boolean unused = victim.end(GRACE_MILLIS);
            throw new Hurt.Refused(
                    start.program() + " was ended again: it could not be written down that it is to end");
        }
        return victim;
    }

    /** Starts one that was started before. */
    Victim start(String program) throws Hurt.Refused {
        HostWire.Start start = Optional.ofNullable(starts.get(program))
                .orElseThrow(() -> new IllegalStateException("nobody said how " + program + " is started"));
        ProcessBuilder builder = new ProcessBuilder(Mark.ownSession(start.command()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(start.log())));
        if (!start.directory().isEmpty()) {
            builder.directory(new File(start.directory()));
        }
        builder.environment().putAll(start.environment());
        builder.environment().put(Mark.VARIABLE, mark.value(program));
        try {
            Process process = builder.start();
            Victim victim = Victim.of(process.pid())
                    .orElseThrow(() -> new Hurt.Refused(program + " ended at once, see " + start.log()));
            running.put(program, victim);
            descent.add(victim);
            see();
            return victim;
        } catch (IOException refused) {
            throw new Hurt.Refused(program + " cannot be started: " + refused.getMessage());
        }
    }

    List<HostWire.Running> look() {
        return starts.keySet().stream()
                .map(program -> new HostWire.Running(program, living(program)))
                .toList();
    }

    private @Nullable Victim living(String program) {
        Victim victim = running.get(program);
        return victim != null && victim.isAlive() ? victim : null;
    }

    void tick(long now) {
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            see();
        }
    }

    /** Looks whom they have started since, and writes it down, so that others can end them, too. */
    void see() {
        if (running.isEmpty()) {
            return;
        }
        List<Victim> unused = descent.look();
        List<Victim> known = descent.known();
        if (known.equals(written)) {
            return;
        }
        try {
            folder.writeStarted(known);
            written = known;
        } catch (IOException full) {
            // At the next look; until then they are known here, and by their mark.
        }
    }

    /** Ends everything that bears the mark of the run or was started by what did; what does not end. */
    List<Victim> end() {
        Set<Victim> all = new LinkedHashSet<>(mark.all());
        all.addAll(descent.look());
        return Mark.end(List.copyOf(all), GRACE_MILLIS);
    }
}
