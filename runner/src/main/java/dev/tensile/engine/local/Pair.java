package dev.tensile.engine.local;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a link: the caller's half and the upstream's half. Without a dose it passes bytes, ends and
 * resets as they are, holding a sender back when the other side is slow. Owned by the event loop.
 *
 * <p>The upstream is not reached for a connection that begins inside a blackhole: a packet that vanishes opens nothing.
 * A caller that gives up a silent connection by ending it frees both halves at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows as a lost channel
final class Pair {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final Link link;
    private final long ordinal;
    private final SocketChannel client;
    private final HttpHeads heads = new HttpHeads();
    private final DelayLine line;
    /** The beginning of a request about which nothing can be decided yet. */
    private final List<ByteBuf> held = new ArrayList<>();

    private @Nullable Channel upstream;
    private @Nullable DoseInForce silencedBy;
    private boolean joined;
    private boolean clientEnded;
    private boolean upstreamEnded;
    private boolean over;

    Pair(Link link, long ordinal, SocketChannel client) {
        this.link = link;
        this.ordinal = ordinal;
        this.client = client;
        line = new DelayLine(link.transport(), ordinal, new ToUpstream());
        client.pipeline().addLast(new Side(new FromClient()));
    }

    long ordinal() {
        return ordinal;
    }

    SocketAddress callerAddress() {
        return client.remoteAddress();
    }

    /** Whether the upstream has answered and nothing is done to this connection. */
    boolean isUndisturbed() {
        return joined && !over && silencedBy == null;
    }

    /** Begins a connection that was just accepted. */
    void open(SocketAddress address) {
        DoseInForce blackhole = link.doses().onConnection(Order.Kind.BLACKHOLE, ordinal);
        if (blackhole != null) {
            silence(blackhole);
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(link.transport().loop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Listener.WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new Side(new FromUpstream()))
                .connect(address);
        upstream = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                joined = true;
                regulate();
            } else {
                abort();
            }
        });
    }

    /** Nothing passes any more, until the connection is reset. */
    void silence(DoseInForce blackhole) {
        if (silencedBy == null && !over) {
            silencedBy = blackhole;
            for (ByteBuf part : held) {
                blackhole.swallowed(ordinal, part.readableBytes());
                part.release();
            }
            held.clear();
            line.drop();
            regulate();
        }
    }

    boolean isSilencedBy(DoseInForce dose) {
        return silencedBy == dose;
    }

    /** Lets go of everything that waits. */
    void flush() {
        if (!over) {
            sendHeld(System.nanoTime(), 0, List.of());
            line.flush();
            regulate();
        }
    }

    /** Resets both halves; what is on its way is lost. */
    void abort() {
        if (over) {
            return;
        }
        over = true;
        held.forEach(ByteBuf::release);
        held.clear();
        line.drop();
        reset(client);
        if (upstream != null) {
            reset(upstream);
        }
        link.forget(this);
    }

    private static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void received(ByteBuf data) {
        long now = System.nanoTime();
        Doses doses = link.doses();
        DoseInForce reset = doses.onConnection(Order.Kind.RESET, ordinal);
        if (reset != null) {
            skim(data, doses);
            data.release();
            reset.reset(ordinal);
            abort();
        } else if (silencedBy != null) {
            skim(data, doses);
            silencedBy.swallowed(ordinal, data.readableBytes());
            data.release();
        } else if (doses.decideRequests() && !heads.isOpaque()) {
            receivedRequests(data, now, doses);
        } else {
            skim(data, doses);
            List<DoseInForce> delaying = doses.delaying(ordinal);
            send(data, now, Doses.delay(delaying), delaying);
        }
        regulate();
    }

    /** Follows the requests without holding anything. */
    private void skim(ByteBuf data, Doses doses) {
        for (int at = data.readerIndex(); at < data.writerIndex(); ) {
            at = heads.advance(data, at);
            if (heads.part() == HttpHeads.Part.HEAD_END) {
                doses.sawRequest(ordinal);
            }
        }
    }

    private void receivedRequests(ByteBuf data, long now, Doses doses) {
        try {
            while (data.isReadable() && !over && silencedBy == null) {
                int end = heads.advance(data, data.readerIndex());
                ByteBuf part = data.readRetainedSlice(end - data.readerIndex());
                switch (heads.part()) {
                    case HEAD -> held.add(part);
                    case HEAD_END -> {
                        held.add(part);
                        decide(now, doses);
                    }
                    case REST -> {
                        List<DoseInForce> delaying = doses.delaying(ordinal);
                        sendHeld(now, Doses.delay(delaying), delaying);
                        send(part, now, Doses.delay(delaying), delaying);
                    }
                }
            }
            if (silencedBy != null && data.isReadable()) {
                silencedBy.swallowed(ordinal, data.readableBytes());
            }
        } finally {
            data.release();
        }
    }

    private void decide(long now, Doses doses) {
        doses.sawRequest(ordinal);
        List<DoseInForce> touching = doses.onRequest(heads.head(), ordinal, heads.requests());
        touching.forEach(DoseInForce::touchedRequest);
        for (DoseInForce dose : touching) {
            if (dose.is(Order.Kind.RESET)) {
                dose.reset(ordinal);
                abort();
                return;
            }
        }
        for (DoseInForce dose : touching) {
            if (dose.is(Order.Kind.BLACKHOLE)) {
                silence(dose);
                return;
            }
        }
        List<DoseInForce> delaying = new ArrayList<>(touching);
        delaying.addAll(doses.delaying(ordinal));
        sendHeld(now, Doses.delay(delaying), delaying);
    }

    private void sendHeld(long now, long delay, List<DoseInForce> delaying) {
        for (ByteBuf part : held) {
            send(part, now, delay, delaying);
        }
        held.clear();
    }

    private void send(ByteBuf data, long now, long delay, List<DoseInForce> delaying) {
        if (delaying.isEmpty() && line.isEmpty()) {
            upstream().writeAndFlush(data, upstream().voidPromise());
        } else {
            line.add(data, now, now + delay, delaying);
        }
    }

    private Channel upstream() {
        if (upstream == null) {
            throw new IllegalStateException("connection " + ordinal + " has no upstream");
        }
        return upstream;
    }

    /** Reads from each half as long as the other can take it. */
    private void regulate() {
        if (over) {
            return;
        }
        Channel there = upstream;
        boolean silent = silencedBy != null;
        client.config().setAutoRead(silent || (joined && there != null && there.isWritable() && !line.isFull()));
        if (there != null && joined) {
            there.config().setAutoRead(silent || client.isWritable());
        }
    }

    /** Ends the output of a half behind everything that is still to be written. */
    private void end(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel instanceof SocketChannel socket && channel.isActive()) {
                socket.shutdownOutput();
            }
            if (clientEnded && upstreamEnded && line.isEmpty()) {
                closeQuietly();
            }
        });
    }

    private void closeQuietly() {
        Channel there = upstream;
        if (!over && there != null && isDrained(client) && isDrained(there)) {
            over = true;
            client.close();
            there.close();
            link.forget(this);
        }
    }

    private static boolean isDrained(Channel channel) {
        return !channel.isOpen() || ((SocketChannel) channel).isOutputShutdown();
    }

    private final class FromClient implements Side.Events {
        @Override
        public void read(ByteBuf data) {
            if (over) {
                data.release();
            } else {
                received(data);
            }
        }

        @Override
        public void ended() {
            clientEnded = true;
            if (silencedBy != null) {
                abort();
            } else if (!over) {
                long now = System.nanoTime();
                List<DoseInForce> delaying = link.doses().delaying(ordinal);
                sendHeld(now, Doses.delay(delaying), delaying);
                if (delaying.isEmpty() && line.isEmpty()) {
                    end(upstream());
                } else {
                    line.add(null, now, now + Doses.delay(delaying), List.of());
                }
            }
        }

        @Override
        public void lost() {
            abort();
        }

        @Override
        public void writabilityChanged() {
            regulate();
        }
    }

    private final class FromUpstream implements Side.Events {
        @Override
        public void read(ByteBuf data) {
            DoseInForce reset = over ? null : link.doses().onConnection(Order.Kind.RESET, ordinal);
            if (reset != null) {
                data.release();
                reset.reset(ordinal);
                abort();
            } else if (over || silencedBy != null) {
                if (silencedBy != null) {
                    silencedBy.swallowed(ordinal, data.readableBytes());
                }
                data.release();
            } else {
                client.writeAndFlush(data, client.voidPromise());
            }
        }

        @Override
        public void ended() {
            upstreamEnded = true;
            if (silencedBy == null && !over) {
                end(client);
            }
        }

        @Override
        public void lost() {
            if (silencedBy == null) {
                abort();
            }
        }

        @Override
        public void writabilityChanged() {
            regulate();
        }
    }

    private final class ToUpstream implements DelayLine.Exit {
        @Override
        public void write(ByteBuf data) {
            upstream().write(data, upstream().voidPromise());
        }

        @Override
        public void flush() {
            upstream().flush();
            regulate();
        }

        @Override
        public void end() {
            if (!over) {
                Pair.this.end(upstream());
            }
        }
    }
}
