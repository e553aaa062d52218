package dev.tensile.load;

import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection and the one request that it carries at a time, if any. Lives on the loop of its flow, entirely. */
final class Connection extends ChannelInboundHandlerAdapter implements ChannelFutureListener {
    private final Flow flow;
    private @Nullable SocketChannel channel;

    // Links of the list that it is in; none once it is closed.
    @Nullable
    ConnectionList list;

    @Nullable
    Connection before;

    @Nullable
    Connection after;

    // The request in flight.
    private long intended;
    private long start;
    private long traceIdHigh;
    private long traceIdLow;
    private long spanId;
    private int request;
    private Cohort cohort = Cohort.NONE;

    // What is known of its answer.
    private int status;
    private Outcome outcome = Outcome.OK;
    private boolean interim;
    private boolean keepAlive;

    private boolean closed;

    /** When it must be gone, once it is idle or parting. */
    private long goneBy;

    Connection(Flow flow) {
        this.flow = flow;
    }

    long intended() {
        return intended;
    }

    long goneBy() {
        return goneBy;
    }

    /** Takes the ids of the next request. */
    void prepare(int request, long traceIdHigh, long traceIdLow, long spanId, Cohort cohort) {
        this.request = request;
        this.traceIdHigh = traceIdHigh;
        this.traceIdLow = traceIdLow;
        this.spanId = spanId;
        this.cohort = cohort;
        status = 0;
    }

    /** Sends the prepared request, connecting first if this is a new connection. */
    void send(long intended, long start) {
        this.intended = intended;
        this.start = start;
        if (channel == null) {
            connect();
        } else {
            write(channel);
        }
    }

    private void connect() {
        try {
            SocketChannel opened = flow.transport().sockets().get();
            channel = opened;
            opened.config().setTcpNoDelay(true).setConnectTimeoutMillis(0);
            opened.pipeline().addLast(new AnswerDecoder(this), this);
            ChannelFuture registered = flow.eventLoop().register(opened);
            if (registered.isSuccess()) {
                opened.connect(flow.address()).addListener(this);
            } else {
                fail(Cause.UNREACHABLE);
            }
        } catch (ChannelException e) {
            fail(Cause.UNREACHABLE);
        }
    }

    @Override
    public void operationComplete(ChannelFuture connected) {
        if (list != flow.inFlight) {
            return;
        }
        if (connected.isSuccess()) {
            write((SocketChannel) connected.channel());
        } else {
            fail(Failures.ofConnecting(connected.cause()));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
    private void write(SocketChannel open) {
        EncodedRequest encoded = flow.request(request);
        ByteBuf bytes = open.alloc().directBuffer(encoded.length(), encoded.length());
        encoded.writeTo(bytes, traceIdHigh, traceIdLow, spanId);
        open.writeAndFlush(bytes, open.voidPromise());
    }

    boolean expectsNoBody() {
        return list == flow.inFlight && flow.request(request).isHead();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (list != flow.inFlight) {
                abort();
            } else {
                read((HttpObject) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(Failures.ofDecoding(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpResponse answer) {
            status = answer.status().code();
            interim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            keepAlive = HttpUtil.isKeepAlive(answer);
            outcome = flow.answers().judge(answer);
        }
        if (part instanceof LastHttpContent && !interim) {
            complete();
        }
    }

    private void complete() {
        boolean reusable = keepAlive && everythingIsWritten();
        Cause cause = outcome == Outcome.REJECTED || outcome == Outcome.ERROR ? Cause.STATUS : Cause.NONE;
        if (!finish(outcome, cause)) {
            abort();
        } else if (reusable) {
            goneBy = flow.idlingEndsAt();
            flow.idle.add(this);
        } else {
            goneBy = flow.partingEndsAt();
            flow.parting.add(this);
        }
    }

    private boolean everythingIsWritten() {
        ChannelOutboundBuffer pending =
                channel == null ? null : channel.unsafe().outboundBuffer();
        return pending != null && pending.isEmpty();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flow.sendWhatIsDue();
    }

    /** Also fired for failed writes, which carry a void promise. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (list == flow.inFlight) {
            fail(Failures.ofTransfer(failure));
        } else {
            abort();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (list == flow.inFlight) {
            fail(Cause.CLOSED);
        } else {
            close();
        }
    }

    /** Its request has reached the timeout, as {@link #finish} will find. */
    void expire() {
        fail(Cause.TIMED_OUT);
    }

    private void fail(Cause cause) {
        finish(Outcome.ERROR, cause);
        abort();
    }

    /** @return false if it was too late, whatever came of it */
    private boolean finish(Outcome how, Cause cause) {
        flow.inFlight.remove(this);
        return flow.record(intended, start, how, cohort, cause, request, status);
    }

    /** Closes with a reset, so that no local port is kept waiting: there may be thousands of these in a second. */
    void abort() {
        SocketChannel open = channel;
        if (open != null && open.isOpen()) {
            try {
                open.config().setSoLinger(0);
            } catch (ChannelException e) {
                // The peer was quicker: there is nothing left to reset.
            }
        }
        close();
    }

    /** Idempotent. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing depends on when the kernel is done with it
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (list != null) {
            list.remove(this);
        }
        flow.closed();
        if (channel != null) {
            channel.close();
        }
    }
}
