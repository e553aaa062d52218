package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of limited capacity for one way, which all touched connections of one dose share: they take turns, a segment each.
 * A segment has passed when its last bit has: after its bytes × 8 / the capacity. While anything waits the long-run rate is
 * exact however late alarms are; nothing is saved up while nothing waits. Owned by the event loop.
 */
final class Throttle {
    /** Bytes of one connection that may wait before its sender is held back: 100 ms of the line, within bounds. */
    static final int LEAST_ROOM = 64 << 10;

    private static final int MOST_ROOM = 4 << 20;
    private static final double ROOM_SECONDS = 0.1;

    /** A segment may leave early by so much; on fast lines by more, so that they need no alarm for each segment. */
    private static final long SLACK = 100_000;

    private static final long FAST_SLACK = 1_000_000;

    private record Waiting(Lane lane, Piece piece, Consumer<Piece> next) {}

    private final Transport transport;
    private final double nanosPerByte;
    private final long room;
    private final long slack;
    private final Map<Object, Lane> lanes = new HashMap<>();
    /** Those with something to send, in the order of their turns. */
    private final ArrayDeque<Lane> turns = new ArrayDeque<>();

    private @Nullable Waiting inService;
    private double passedAt;
    private boolean open;
    private boolean serving;
    private long busySince;
    private long busyBefore;
    private long passed;

    Throttle(Transport transport, long bitsPerSecond) {
        this.transport = transport;
        nanosPerByte = 8e9 / bitsPerSecond;
        room = (long) Math.min(MOST_ROOM, Math.max(LEAST_ROOM, bitsPerSecond / 8.0 * ROOM_SECONDS));
        slack = nanosPerByte * Effect.SEGMENT < FAST_SLACK ? FAST_SLACK : SLACK;
    }

    /** The share of one connection in it. */
    Effect forOne(Object connection) {
        return lanes.computeIfAbsent(connection, key -> new Lane());
    }

    /** What one connection has waiting. */
    private final class Lane implements Effect {
        private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
        private long bytes;

        @Override
        public Stage stage() {
            return Stage.THROTTLE;
        }

        @Override
        public void treat(Piece piece, Consumer<Piece> next) {
            if (open) {
                next.accept(piece);
                return;
            }
            if (queue.isEmpty()) {
                turns.add(this);
            }
            queue.add(new Waiting(this, piece, next));
            bytes += piece.bytes();
            if (inService == null && !serving) {
                long now = System.nanoTime();
                passedAt = now;
                busySince = now;
                serve(now);
            }
        }

        @Override
        public long waiting() {
            return bytes;
        }

        @Override
        public boolean isFull() {
            return bytes >= room;
        }

        @Override
        public void drop() {
            queue.forEach(waiting -> waiting.piece().release());
            queue.clear();
            turns.remove(this);
            lanes.values().remove(this);
            bytes = 0;
        }

        /** The next segment of it. */
        private Waiting next() {
            Waiting first = queue.element();
            ByteBuf data = first.piece().data();
            if (data != null && data.readableBytes() > Effect.SEGMENT) {
                return new Waiting(this, first.piece().split(Effect.SEGMENT), first.next());
            }
            return queue.remove();
        }
    }

    private void serve(long now) {
        serving = true;
        while (!open) {
            Waiting current = inService;
            if (current != null) {
                if (passedAt > now + slack) {
                    transport.wakeAfter((long) (passedAt - now), () -> serve(System.nanoTime()));
                    break;
                }
                inService = null;
                leave(current);
            }
            if (!begin()) {
                busyBefore += System.nanoTime() - busySince;
                break;
            }
        }
        serving = false;
    }

    private void leave(Waiting waiting) {
        waiting.lane().bytes -= waiting.piece().bytes();
        passed += waiting.piece().bytes();
        waiting.next().accept(waiting.piece());
    }

    /** Takes the next segment in service; whether there was one. */
    private boolean begin() {
        Lane lane = turns.poll();
        if (lane == null) {
            return false;
        }
        Waiting next = lane.next();
        if (!lane.queue.isEmpty()) {
            turns.add(lane);
        }
        passedAt += next.piece().bytes() * nanosPerByte;
        inService = next;
        return true;
    }

    /** Lets everything pass, from here on. */
    void open() {
        if (open) {
            return;
        }
        busyBefore = busyNanos();
        open = true;
        Waiting current = inService;
        inService = null;
        if (current != null) {
            pass(current);
        }
        for (Lane lane = turns.poll(); lane != null; lane = turns.poll()) {
            for (Waiting waiting = lane.queue.poll(); waiting != null; waiting = lane.queue.poll()) {
                pass(waiting);
            }
        }
    }

    private static void pass(Waiting waiting) {
        waiting.lane().bytes -= waiting.piece().bytes();
        waiting.next().accept(waiting.piece());
    }

    long passedBytes() {
        return passed;
    }

    /** For how long something waited here. */
    long busyNanos() {
        return busyBefore + (inService == null || open ? 0 : System.nanoTime() - busySince);
    }
}
