package dev.tensile.engine.local.host;

import java.util.List;
import java.util.Optional;

/**
 * A process, told apart by the boot and the tick in which it started from any other that had or will have its number.
 *
 * @param startTicks since boot
 */
record Victim(long pid, long startTicks, String boot) {
    /** Signals that are sent; each is in POSIX. */
    enum Signal {
        TERM,
        KILL,
        STOP,
        CONT
    }

    static Optional<Victim> of(long pid) {
        return Proc.stat(pid).filter(stat -> !stat.hasEnded()).map(Proc.Stat::victim);
    }

    /** How it is, if it has not ended. */
    Optional<Proc.Stat> look() {
        return Proc.stat(pid)
                .filter(stat -> !stat.hasEnded() && stat.startTicks() == startTicks)
                .filter(stat -> Proc.boot().equals(boot));
    }

    boolean isAlive() {
        return look().isPresent();
    }

    boolean isStopped() {
        return look().filter(Proc.Stat::isStopped).isPresent();
    }

    /** Sends it, if it still is the same process. */
    void send(Signal signal) {
        if (isAlive()) {
            Tool.run(List.of("/bin/sh", "-c", "kill -" + signal + " \"$1\"", "sh", Long.toString(pid)));
        }
    }

    /** Waits until it has ended, or the time is over; whether it has. */
    boolean awaitEnd(long millis) {
        return Waiting.until(millis, () -> !isAlive());
    }

    /** Asks it to end, and after {@code graceMillis} makes it; whether it has ended. */
    boolean end(long graceMillis) {
        send(Signal.TERM);
        send(Signal.CONT);
        if (awaitEnd(graceMillis)) {
            return true;
        }
        send(Signal.KILL);
        return awaitEnd(3_000);
    }

    @Override
    public String toString() {
        return "process " + pid;
    }
}
