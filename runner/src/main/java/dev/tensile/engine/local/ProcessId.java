package dev.tensile.engine.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param started when the system says that it began; it is known to 2 s, as a system may correct its clock
 */
record ProcessId(long pid, Instant started) {
    private static final Duration SLOP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), startOf(process));
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** The process, if it still lives. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startOf(process), started).abs().compareTo(SLOP) <= 0);
    }

    /** Waits for it to end; whether it has. */
    boolean awaitEnd(Duration patience) {
        Optional<ProcessHandle> process = find();
        if (process.isEmpty()) {
            return true;
        }
        try {
            process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return find().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return find().isEmpty();
        }
    }

    /** Asks it to end, then ends it by force; whether it is gone. */
    boolean terminate() {
        find().ifPresent(ProcessHandle::destroy);
        if (awaitEnd(PATIENCE)) {
            return true;
        }
        find().ifPresent(ProcessHandle::destroyForcibly);
        return awaitEnd(PATIENCE);
    }
}
