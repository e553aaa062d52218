package dev.tensile.engine.local.host;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The programs that the watchdog started. Owned by its loop. */
final class Programs {
    private static final long GRACE_MILLIS = 5_000;

    private final Mark mark;
    private final Map<String, HostWire.Start> starts = new LinkedHashMap<>();
    private final Map<String, Victim> running = new LinkedHashMap<>();

    Programs(Mark mark) {
        this.mark = mark;
    }

    Victim start(HostWire.Start start) throws Hurt.Refused {
        starts.put(start.program(), start);
        return start(start.program());
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

    /** Ends everything that bears the mark of the run; what does not end. */
    List<Victim> end() {
        return Mark.end(mark.all(), GRACE_MILLIS);
    }
}
