package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of one connection sends, on its way to the upstream, and what the doses in force do to it. Owned by the
 * event loop.
 *
 * <p>While a dose looks at single requests, the beginning of a head waits until the head is complete, because only then is
 * it known whom the request belongs to. Otherwise nothing waits that no latency touches.
 */
final class CallerStream {
    /** What can become of the connection that the stream belongs to. */
    interface Connection extends DelayLine.Exit {
        /** It is to be reset on both sides. */
        void abort();

        /** It is to fall silent. */
        void silence(DoseInForce blackhole);

        /** The head of a request has come in full. */
        void asked();
    }

    private final Link link;
    private final long ordinal;
    private final Connection connection;
    private final HttpHeads heads = new HttpHeads();
    private final DelayLine line;
    /** The beginning of a request about which nothing can be decided yet. */
    private final List<ByteBuf> held = new ArrayList<>();

    private @Nullable DoseInForce silencedBy;
    private boolean over;

    CallerStream(Link link, long ordinal, Connection connection) {
        this.link = link;
        this.ordinal = ordinal;
        this.connection = connection;
        line = new DelayLine(link.transport(), ordinal, connection);
    }

    boolean isFull() {
        return line.isFull();
    }

    boolean isEmpty() {
        return line.isEmpty() && held.isEmpty();
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        long now = System.nanoTime();
        Doses doses = link.doses();
        DoseInForce reset = doses.onConnection(Order.Kind.RESET, ordinal);
        if (over) {
            data.release();
        } else if (reset != null) {
            skim(data, doses);
            data.release();
            reset.reset(ordinal);
            connection.abort();
        } else if (silencedBy != null) {
            skim(data, doses);
            swallow(data, silencedBy);
        } else if (doses.decideRequests() && !heads.isOpaque()) {
            receivedRequests(data, now, doses);
        } else {
            skim(data, doses);
            send(data, now, doses.delaying(ordinal));
        }
    }

    /** The caller sends no more. */
    void ended() {
        long now = System.nanoTime();
        List<DoseInForce> delaying = link.doses().delaying(ordinal);
        sendHeld(now, delaying);
        if (delaying.isEmpty() && line.isEmpty()) {
            connection.end();
        } else {
            line.add(null, now, now + Doses.delay(delaying), List.of());
        }
    }

    /** Lets go of everything that waits. */
    void flush() {
        if (!over && silencedBy == null) {
            sendHeld(System.nanoTime(), List.of());
            line.flush();
        }
    }

    /** From here on everything vanishes, including what waits. */
    void silence(DoseInForce blackhole) {
        silencedBy = blackhole;
        held.forEach(part -> swallow(part, blackhole));
        held.clear();
        line.drop();
    }

    /** Forgets everything; nothing will be written any more. */
    void close() {
        over = true;
        held.forEach(ByteBuf::release);
        held.clear();
        line.drop();
    }

    private void swallow(ByteBuf data, DoseInForce blackhole) {
        blackhole.swallowed(ordinal, data.readableBytes());
        data.release();
    }

    /** Follows the requests without holding anything. */
    private void skim(ByteBuf data, Doses doses) {
        int at = data.readerIndex();
        while (at < data.writerIndex()) {
            at = heads.advance(data, at);
            if (heads.part() == HttpHeads.Part.HEAD_END) {
                doses.sawRequest(ordinal);
                connection.asked();
            }
        }
    }

    private void receivedRequests(ByteBuf data, long now, Doses doses) {
        while (data.isReadable() && !over && silencedBy == null) {
            int end = heads.advance(data, data.readerIndex());
            held.add(data.readRetainedSlice(end - data.readerIndex()));
            switch (heads.part()) {
                case HEAD -> {
                    // Wait for the rest of it.
                }
                case HEAD_END -> decide(now, doses);
                case REST -> sendHeld(now, doses.delaying(ordinal));
            }
        }
        if (silencedBy != null) {
            swallow(data, silencedBy);
        } else {
            data.release();
        }
    }

    private void decide(long now, Doses doses) {
        doses.sawRequest(ordinal);
        connection.asked();
        List<DoseInForce> touching = doses.onRequest(heads.head(), ordinal, heads.requests());
        touching.forEach(DoseInForce::touchedRequest);
        DoseInForce reset = first(touching, Order.Kind.RESET);
        DoseInForce blackhole = first(touching, Order.Kind.BLACKHOLE);
        if (reset != null) {
            reset.reset(ordinal);
            connection.abort();
        } else if (blackhole != null) {
            connection.silence(blackhole);
        } else {
            List<DoseInForce> delaying = new ArrayList<>(touching);
            delaying.addAll(doses.delaying(ordinal));
            sendHeld(now, delaying);
        }
    }

    private static @Nullable DoseInForce first(List<DoseInForce> doses, Order.Kind kind) {
        return doses.stream().filter(dose -> dose.is(kind)).findFirst().orElse(null);
    }

    /** Sends what is held as one, with one delay. */
    private void sendHeld(long now, List<DoseInForce> delaying) {
        if (held.size() == 1) {
            send(held.remove(0), now, delaying);
        } else if (!held.isEmpty()) {
            ByteBuf whole = io.netty.buffer.Unpooled.wrappedBuffer(held.toArray(ByteBuf[]::new));
            held.clear();
            send(whole, now, delaying);
        }
    }

    private void send(ByteBuf data, long now, List<DoseInForce> delaying) {
        if (delaying.isEmpty() && line.isEmpty()) {
            connection.write(data);
            connection.flush();
        } else {
            line.add(data, now, now + Doses.delay(delaying), delaying);
        }
    }
}
