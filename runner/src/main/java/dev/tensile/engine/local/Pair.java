package dev.tensile.engine.local;

import dev.tensile.experiment.LinkFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a link: the caller's half and the upstream's half. Without a dose it passes bytes, ends and
 * resets as they are, holding a sender back when the other side is slow. Owned by the event loop.
 *
 * <p>The upstream is not reached for a connection that begins inside a blackhole: a packet that vanishes opens nothing.
 * A caller that gives up a silent connection by ending it frees both halves at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows as a lost channel
final class Pair implements CallerStream.Connection, PostgresSession.Connection {
    /** A reset makes the system forget what it has not sent yet; the receiver has so long to take that. */
    private static final int ARRIVAL_MILLIS = 50;

    private final Link link;
    private final long ordinal;
    private final SocketChannel client;
    private final CallerStream requests;
    private final AnswerStream answers;
    private final Conversation conversation;
    private final PostgresTraffic postgres;

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
        Exchanges exchanges = new Exchanges();
        requests = new CallerStream(link, ordinal, exchanges, this);
        answers = new AnswerStream(link, ordinal, exchanges, new ToClient());
        conversation = new Conversation(link.tally());
        postgres = new PostgresTraffic(link, ordinal, this, requests::received, this::answer);
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
        return joined
                && !over
                && silencedBy == null
                && !requests.way().isSilenced()
                && !answers.way().isSilenced();
    }

    /** Begins a connection that was just accepted. */
    void open(SocketAddress address) {
        DoseInForce blackhole = link.doses().onConnection(LinkFault.Blackhole.class, ordinal);
        if (blackhole != null) {
            blackhole.touchedConnection(ordinal);
            silence(blackhole);
            return;
        }
        for (LinkFault.Direction direction : List.of(LinkFault.Direction.TO, LinkFault.Direction.FROM)) {
            DoseInForce dead = link.doses().deadening(direction, ordinal);
            if (dead != null) {
                deaden(dead);
            }
        }
        ChannelFuture connecting = link.transport().connect(address, new Side(new FromUpstream()));
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
            requests.silence(blackhole);
            answers.silence(blackhole);
            regulate();
        }
    }

    /** Nothing passes any more on the ways that a dose is about. */
    void deaden(DoseInForce dose) {
        if (dose.actsOn(LinkFault.Direction.TO)) {
            requests.silence(dose);
        }
        if (dose.actsOn(LinkFault.Direction.FROM)) {
            answers.silence(dose);
        }
        regulate();
    }

    boolean isSilencedBy(DoseInForce dose) {
        return silencedBy == dose
                || requests.way().isSilencedBy(dose)
                || answers.way().isSilencedBy(dose);
    }

    private void answer(ByteBuf data, List<DoseInForce> delaying) {
        if (delaying.isEmpty()) {
            answers.received(data);
        } else {
            answers.way().pass(data, delaying);
        }
    }

    /** A session with PostgreSQL ends if the dose touches it. */
    void terminate(DoseInForce dose) {
        if (!over && silencedBy == null) {
            postgres.terminate(dose);
        }
    }

    @Override
    public int onLink() {
        return link.connections();
    }

    /** What the caller still sends is dropped. The server sees an end, as when a client vanishes. */
    @Override
    public void dismiss(ByteBuf lastWords) {
        if (over) {
            lastWords.release();
            return;
        }
        upstreamEnded = true;
        requests.close();
        if (upstream != null) {
            upstream.close();
        }
        answers.way().pass(lastWords, List.of());
        answers.way().end();
        regulate();
    }

    /** Requests that are answered here may be answered now. */
    @Override
    public void reply() {
        answers.reply();
    }

    /** Lets go of everything that waits. */
    void letGo() {
        requests.flush();
        answers.flush();
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
            forget();
            reset(client);
            if (upstream != null) {
                reset(upstream);
            }
            link.forget(this);
        }
    }

    private void forget() {
        postgres.close();
        requests.close();
        answers.close();
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

    @Override
    public void abortBehind(Runnable done) {
        abortBehind(upstream(), done);
    }

    private void abortBehind(Channel receiver, Runnable done) {
        receiver.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> link.transport()
                        .loop()
                        .schedule(
                                () -> {
                                    if (!over) {
                                        done.run();
                                        abort();
                                    }
                                },
                                ARRIVAL_MILLIS,
                                TimeUnit.MILLISECONDS));
        regulate();
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
        boolean dropsRequests = postgres.isDismissed() || dropsFrom(requests.way());
        client.config().setAutoRead(dropsRequests || (joined && canTake(there) && !requests.isFull()));
        if (there != null && joined && !postgres.isDismissed()) {
            there.config().setAutoRead(dropsFrom(answers.way()) || (canTake(client) && !answers.isFull()));
        }
    }

    /** What is dropped anyhow needs no room. */
    private boolean dropsFrom(OneWay way) {
        return silencedBy != null || way.isSilenced() || way.isEnded();
    }

    private static boolean canTake(@Nullable Channel channel) {
        return channel != null && channel.isWritable();
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
        boolean ended = clientEnded && upstreamEnded && requests.isEmpty() && answers.isEmpty();
        if (!over && ended && there != null && isOutputEnded(client) && isOutputEnded(there)) {
            over = true;
            conversation.over();
            forget();
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
            if (silencedBy != null || requests.way().isSilenced()) {
                requests.received(data);
            } else {
                postgres.fromCaller(data);
            }
            regulate();
        }

        @Override
        public void ended() {
            clientEnded = true;
            conversation.over();
            if (silencedBy != null) {
                abort();
            } else if (!over) {
                postgres.callerEnded();
                requests.ended();
                closeIfBothEnded();
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
            if (silencedBy != null || answers.way().isSilenced()) {
                answers.received(data);
            } else {
                postgres.fromServer(data);
            }
            regulate();
        }

        @Override
        public void ended() {
            upstreamEnded = true;
            if (silencedBy == null && !over && !postgres.isDismissed()) {
                postgres.serverEnded();
                answers.ended();
                closeIfBothEnded();
            }
        }

        @Override
        public void lost() {
            if (silencedBy == null && !answers.way().isSilenced() && !postgres.isDismissed()) {
                abort();
            }
        }

        @Override
        public void writabilityChanged() {
            regulate();
        }
    }

    /** Where the answers go. */
    private final class ToClient implements OneWay.Exit {
        @Override
        public void write(ByteBuf data) {
            conversation.answered(data);
            client.write(data, client.voidPromise());
        }

        @Override
        public void flush() {
            client.flush();
            regulate();
        }

        @Override
        public void end() {
            if (!over) {
                Pair.this.end(client);
            }
        }

        @Override
        public void abort() {
            Pair.this.abort();
        }

        @Override
        public void abortBehind(Runnable done) {
            Pair.this.abortBehind(client, done);
        }
    }
}
