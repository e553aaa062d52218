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
import org.jspecify.annotations.Nullable;

/**
 * One connection through a link: the caller's half and the upstream's half. Without a dose it passes bytes, ends and
 * resets as they are, holding a sender back when the other side is slow. Owned by the event loop.
 *
 * <p>The upstream is not reached for a connection that begins inside a blackhole: a packet that vanishes opens nothing.
 * A caller that gives up a silent connection by ending it frees both halves at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows as a lost channel
final class Pair implements CallerStream.Connection {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final Link link;
    private final long ordinal;
    private final SocketChannel client;
    private final CallerStream stream;
    private final Conversation conversation;

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
        stream = new CallerStream(link, ordinal, this);
        conversation = new Conversation(link.tally());
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
            blackhole.touchedConnection(ordinal);
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
            joined = done.isSuccess();
            if (joined) {
                regulate();
            } else if (silencedBy == null) {
                link.tally().add(Tally.What.REFUSED);
                abort();
            }
        });
    }

    /** Nothing passes any more, until the connection is reset. */
    @Override
    public void silence(DoseInForce blackhole) {
        if (silencedBy == null && !over) {
            silencedBy = blackhole;
            stream.silence(blackhole);
            regulate();
        }
    }

    boolean isSilencedBy(DoseInForce dose) {
        return silencedBy == dose;
    }

    /** Lets go of everything that waits. */
    void letGo() {
        stream.flush();
        regulate();
    }

    /** Resets both halves; what is on its way is lost. */
    @Override
    public void abort() {
        if (!over) {
            over = true;
            conversation.over();
            if (joined) {
                link.tally().add(Tally.What.RESET);
            }
            stream.close();
            reset(client);
            if (upstream != null) {
                reset(upstream);
            }
            link.forget(this);
        }
    }

    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    @Override
    public void asked() {
        conversation.asked();
    }

    @Override
    public void write(ByteBuf data) {
        upstream().write(data, upstream().voidPromise());
    }

    @Override
    public void flush() {
        upstream().flush();
        regulate();
    }

    /** The caller's stream has come to its end. */
    @Override
    public void end() {
        if (!over) {
            end(upstream());
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
        boolean flows = joined && there != null && there.isWritable() && !stream.isFull();
        client.config().setAutoRead(silent || flows);
        if (there != null && joined) {
            there.config().setAutoRead(silent || client.isWritable());
        }
    }

    /** Ends the output of a half behind everything that is still to be written; Netty would throw that away. */
    private void end(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (channel instanceof SocketChannel socket && channel.isActive()) {
                socket.shutdownOutput();
            }
            closeIfBothEnded();
        });
    }

    private void closeIfBothEnded() {
        Channel there = upstream;
        boolean ended = clientEnded && upstreamEnded && stream.isEmpty();
        if (!over && ended && there != null && isOutputEnded(client) && isOutputEnded(there)) {
            over = true;
            conversation.over();
            stream.close();
            client.close();
            there.close();
            link.forget(this);
        }
    }

    private static boolean isOutputEnded(Channel channel) {
        return !channel.isOpen() || ((SocketChannel) channel).isOutputShutdown();
    }

    private final class FromClient implements Side.Events {
        @Override
        public void read(ByteBuf data) {
            link.tally().add(Tally.What.BYTES_SENT, data.readableBytes());
            stream.received(data);
            regulate();
        }

        @Override
        public void ended() {
            clientEnded = true;
            conversation.over();
            if (silencedBy != null) {
                abort();
            } else if (!over) {
                stream.ended();
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
            DoseInForce reset = link.doses().onConnection(Order.Kind.RESET, ordinal);
            if (over || silencedBy != null || reset != null) {
                int bytes = data.readableBytes();
                data.release();
                vanished(bytes, reset);
            } else {
                conversation.answered(data);
                client.writeAndFlush(data, client.voidPromise());
            }
        }

        private void vanished(int bytes, @Nullable DoseInForce reset) {
            if (over) {
                return;
            }
            if (reset != null) {
                reset.reset(ordinal);
                abort();
            } else if (silencedBy != null) {
                silencedBy.swallowed(ordinal, bytes);
            }
        }

        @Override
        public void ended() {
            upstreamEnded = true;
            if (silencedBy == null && !over) {
                Pair.this.end(client);
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
}
