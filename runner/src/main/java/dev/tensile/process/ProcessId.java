package dev.tensile.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process, told apart from a later one that got the same number by the time when it started.
 *
 * @param startMillis since the epoch, as the system tells it; 0 if it does not
 */
public record ProcessId(long pid, long startMillis) {
    /** The system derives start times from the time since boot, which wanders a little. */
    private static final long TOLERANCE_MILLIS = 2_000;

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    public static ProcessId current() {
        return of(ProcessHandle.current());
    }

    /** Reads {@link #toString()}. */
    public static ProcessId parse(String text) {
        String[] parts = text.strip().split("@");
        if (parts.length != 2) {
            throw new IllegalArgumentException("a process is written pid@start, was \"" + text + "\"");
        }
        return new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** The process, if it still is the same one and alive. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean isSame(ProcessHandle process) {
        long found = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return Math.abs(found - startMillis) <= TOLERANCE_MILLIS;
    }

    /**
     * Asks it to end, and after {@code patience} makes it.
     *
     * @return whether it is gone
     */
    public boolean end(Duration patience) {
        Optional<ProcessHandle> process = find();
        process.ifPresent(ProcessHandle::destroy);
        if (process.isEmpty() || isGone(process.get(), patience)) {
            return true;
        }
        process.get().destroyForcibly();
        return isGone(process.get(), Duration.ofSeconds(5));
    }

    /** Waits for it to end by itself; whether it has. */
    public boolean awaitEnd(Duration patience) {
        return find().map(process -> isGone(process, patience)).orElse(true);
    }

    private static boolean isGone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    @Override
    public String toString() {
        return pid + "@" + startMillis;
    }
}
