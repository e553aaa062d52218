package dev.tensile.load;

import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The finished requests of one loop, in columns that are exchanged with the {@link Collector} about ten times a second.
 * Owned by its loop; only the two queues are shared.
 */
final class Recorder {
    static final long EXCHANGE_NANOS = 100_000_000;
    private static final int ROOM = 4096;

    private final Collector collector;
    private final Queue<Samples.Builder> empty = new ConcurrentLinkedQueue<>();
    private Samples.Builder rows = new Samples.Builder(ROOM);
    private long exchangeAt = Long.MAX_VALUE;

    Recorder(Collector collector) {
        this.collector = collector;
    }

    @SuppressWarnings("TooManyParameters")
    void record(
            long intended, long start, long end, Outcome outcome, Cohort cohort, Cause cause, int index, int status) {
        if (rows.size() == 0) {
            exchangeAt = end + EXCHANGE_NANOS;
        }
        rows.add(intended, start, end - intended, outcome, cohort, cause, index, status);
    }

    /** When {@link #exchange} is due; never, while there is nothing to hand over. */
    long exchangeAt() {
        return exchangeAt;
    }

    void exchange() {
        if (rows.size() > 0) {
            collector.take(rows, empty);
            Samples.Builder next = empty.poll();
            rows = next == null ? new Samples.Builder(ROOM) : next;
        }
        exchangeAt = Long.MAX_VALUE;
    }
}
