package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;

/**
 * Bytes on their way that have to wait, and what is to be done behind them. Order is kept: nothing overtakes. Owned by the
 * event loop. It holds any number of bytes at once; whoever fills it stops when it is full: at {@link #BOUND}, or as long as
 * all lines of the process together hold less than {@link #SHARED}, at that, so that a latency does not limit throughput.
 */
final class DelayLine {
    /** Bytes that may wait on one connection before the sender is held back. */
    static final long BOUND = 1L << 20;

    /** Bytes that all lines of a process may hold together before each keeps to its bound: 100 ms at 20 Gbit/s. */
    static final long SHARED = 256L << 20;

    /** Where bytes go when their time has come. */
    interface Exit {
        void write(ByteBuf data);

        void flush();
    }

    private record Waiting(Piece piece, long arrived, long due) {}

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
        return bytes >= BOUND && transport.bytesWaiting() >= SHARED;
    }

    /** Takes ownership of a piece, which is to leave when its delay is over. */
    void add(Piece piece) {
        long now = System.nanoTime();
        long due = now + piece.delay();
        lastDue = line.isEmpty() ? due : Math.max(lastDue, due);
        line.add(new Waiting(piece, now, lastDue));
        count(piece.bytes());
        alarm(now);
    }

    private void count(long added) {
        bytes += added;
        transport.addBytesWaiting(added);
    }

    /** Lets everything go now. */
    void flush() {
        release(Long.MAX_VALUE);
    }

    /** Forgets everything. */
    void drop() {
        line.forEach(waiting -> waiting.piece().release());
        line.clear();
        count(-bytes);
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
            write(head.piece());
        }
        if (gone.isEmpty()) {
            return;
        }
        exit.flush();
        long written = System.nanoTime();
        for (Waiting waiting : gone) {
            waiting.piece().delayedBy().forEach(dose -> dose.delayed(ordinal, written - waiting.arrived()));
            Runnable act = waiting.piece().act();
            if (act != null) {
                act.run();
            }
        }
    }

    private void write(Piece piece) {
        ByteBuf data = piece.data();
        if (data != null) {
            count(-data.readableBytes());
            exit.write(data);
        }
    }
}
