package dev.tensile.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Time that passes only while somebody waits, and takes none: what is on the agenda happens when it is due. */
final class VirtualTime implements RunTime {
    private static final long SECOND = 1_000_000_000L;

    private final StopRequest stop;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final List<Runnable> everySecond = new ArrayList<>();
    private long now;
    /** Set by the thread of the work, read by that of the run. */
    private volatile boolean hanging;

    VirtualTime(StopRequest stop) {
        this.stop = stop;
    }

    private record Due(long nanos, Runnable what) {}

    void at(double seconds, Runnable what) {
        agenda.add(new Due((long) (seconds * SECOND), what));
    }

    void everySecond(Runnable what) {
        everySecond.add(what);
    }

    /** Somebody is busy for so long, deaf to stop requests. */
    void pass(Duration duration) {
        advance(now + duration.toNanos(), false);
    }

    double seconds() {
        return (double) now / SECOND;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Optional<StopRequest.Reason> waitUntil(long nanos) {
        advance(nanos, true);
        return stop.reason();
    }

    /** The work that is waited for takes for ever, says whoever does it. */
    void workHangs() {
        hanging = true;
    }

    /** Work takes no time, unless it hangs. */
    @Override
    public Optional<StopRequest.Reason> waitFor(CompletableFuture<?> work, long nanos) {
        while (!work.isDone() && !hanging) {
            Thread.onSpinWait();
        }
        return hanging ? waitUntil(nanos) : stop.reason();
    }

    private void advance(long until, boolean stoppable) {
        while (now < until && !(stoppable && stop.reason().isPresent())) {
            long second = (now / SECOND + 1) * SECOND;
            Due due = agenda.peek();
            if (due != null && due.nanos <= Math.min(until, second)) {
                agenda.remove();
                now = Math.max(now, Math.min(due.nanos, second - 1));
                due.what.run();
            } else {
                now = Math.min(until, second);
                if (now == second) {
                    everySecond.forEach(Runnable::run);
                }
            }
        }
    }
}
