package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to the upstream that have to wait, and the end of the stream behind them. Order is kept: nothing
 * overtakes. Owned by the event loop. It holds any number of bytes at once; whoever fills it stops at {@link #BOUND}.
 */
final class DelayLine {
    /** Bytes that may wait on one connection before the sender is held back. */
    static final long BOUND = 4L << 20;

    /** Where bytes go when their time has come. */
    interface Exit {
        void write(ByteBuf data);

        void flush();

        /** No bytes will follow. */
        void end();
    }

    /** @param data null for the end of the stream */
    private record Waiting(@Nullable ByteBuf data, long arrived, long due, List<DoseInForce> delayedBy) {}

    private final Transport transport;
    private final long ordinal;
    private final Exit exit;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private long bytes;
    private long lastDue;
    /** When the earliest alarm will ring; alarms that turn out too early do no harm. */
    private long alarmAt = Long.MAX_VALUE;

    DelayLine(Transport transport, long ordinal, Exit exit) {
        this.transport = transport;
        this.ordinal = ordinal;
        this.exit = exit;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    boolean isFull() {
        return bytes >= BOUND;
    }

    /** Takes ownership of the bytes; null is the end of the stream. */
    void add(@Nullable ByteBuf data, long arrived, long due, List<DoseInForce> delayedBy) {
        lastDue = line.isEmpty() ? due : Math.max(lastDue, due);
        line.add(new Waiting(data, arrived, lastDue, delayedBy));
        bytes += data == null ? 0 : data.readableBytes();
        alarm(arrived);
    }

    /** Lets everything go now. */
    void flush() {
        release(Long.MAX_VALUE);
    }

    /** Forgets everything. */
    void drop() {
        for (Waiting waiting : line) {
            if (waiting.data() != null) {
                waiting.data().release();
            }
        }
        line.clear();
        bytes = 0;
    }

    private void alarm(long now) {
        Waiting head = line.peek();
        if (head != null && head.due() < alarmAt) {
            alarmAt = head.due();
            transport.wakeAfter(Math.max(0, head.due() - now), this::due);
        }
    }

    private void due() {
        alarmAt = Long.MAX_VALUE;
        long now = System.nanoTime();
        release(now);
        alarm(now);
    }

    private void release(long now) {
        ArrayDeque<Waiting> gone = new ArrayDeque<>();
        for (Waiting head = line.peek(); head != null && head.due() <= now; head = line.peek()) {
            gone.add(line.remove());
            if (head.data() != null) {
                bytes -= head.data().readableBytes();
                exit.write(head.data());
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        exit.flush();
        long written = System.nanoTime();
        for (Waiting waiting : gone) {
            if (waiting.data() == null) {
                exit.end();
            } else {
                waiting.delayedBy().forEach(dose -> dose.delayed(ordinal, written - waiting.arrived()));
            }
        }
    }
}
