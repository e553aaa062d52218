package dev.tensile.load;

import dev.tensile.run.Samples;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that hands finished requests to the sink. A sink that fails is not called again; the rest is lost. */
final class Collector {
    /** Rows on their way to the sink, and the queue to which the emptied columns go back. */
    private record Handover(Samples.Builder rows, Queue<Samples.Builder> empty) {}

    private final SampleSink sink;
    private final Queue<Handover> full = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "tensile-load-collector");

    // Written by the collector thread only.
    private volatile long recorded;
    private volatile @Nullable RuntimeException failure;

    private volatile boolean closing;

    Collector(SampleSink sink) {
        this.sink = sink;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Called by loops; the rows belong to the collector from here on. */
    void take(Samples.Builder rows, Queue<Samples.Builder> empty) {
        full.add(new Handover(rows, empty));
        LockSupport.unpark(thread);
    }

    long recorded() {
        return recorded;
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Delivers what was taken before, then ends the thread. Nothing may be taken afterwards. */
    void close() {
        closing = true;
        LockSupport.unpark(thread);
    }

    boolean awaitEnd(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        return !thread.isAlive();
    }

    private void run() {
        while (true) {
            boolean last = closing;
            Handover next;
            while ((next = full.poll()) != null) {
                deliver(next);
            }
            if (last) {
                return;
            }
            LockSupport.park(this);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void deliver(Handover next) {
        if (failure == null) {
            try {
                sink.accept(next.rows().build());
                recorded += next.rows().size();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        next.rows().clear();
        next.empty().add(next.rows());
    }
}
