package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Tells the answers on one connection apart by their status, without following their bodies: after a request the next bytes of
 * the upstream begin with a status line. Owned by the event loop.
 *
 * <p>Limits: of requests that are sent before the answer to the one before has begun, only the first answer is told; the others
 * count as requests alone.
 */
final class Conversation {
    private static final byte[] BEGINNING = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_BEGINS = 9;
    private static final int STATUS_ENDS = 12;
    private static final int BLANK_LINE = 0x0d0a0d0a;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Tally tally;
    private boolean waiting;
    private boolean interim;
    private int seen;
    private int status;
    private int tail;

    Conversation(Tally tally) {
        this.tally = tally;
    }

    /** A request has come in full, as far as its head. */
    void asked() {
        tally.add(Tally.What.REQUEST);
        if (!waiting) {
            waiting = true;
            interim = false;
            seen = 0;
            status = 0;
        }
    }

    /** Bytes of the upstream on their way to the caller; only read. */
    void answered(ByteBuf data) {
        tally.add(Tally.What.BYTES_RECEIVED, data.readableBytes());
        for (int at = data.readerIndex(); waiting && at < data.writerIndex(); at++) {
            take(data.getByte(at));
        }
    }

    private void take(byte b) {
        if (interim) {
            tail = (tail << 8) | (b & 0xff);
            interim = tail != BLANK_LINE;
        } else {
            takeOfStatusLine(b);
        }
    }

    private void takeOfStatusLine(byte b) {
        boolean digit = b >= '0' && b <= '9';
        if ((seen < BEGINNING.length && b != BEGINNING[seen]) || (seen >= STATUS_BEGINS && !digit)) {
            waiting = false; // no answer in HTTP/1.x: nobody can say how it went
            return;
        }
        if (seen >= STATUS_BEGINS) {
            status = status * 10 + (b - '0');
        }
        seen++;
        if (seen == STATUS_ENDS) {
            told();
        }
    }

    private void told() {
        if (status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS) {
            interim = true;
            tail = 0;
            seen = 0;
            status = 0;
            return;
        }
        waiting = false;
        tally.add(
                status < 400 ? Tally.What.SUCCEEDED : status < 500 ? Tally.What.CLIENT_ERROR : Tally.What.SERVER_ERROR);
    }

    /**
     * The connection is over, or the caller says that it sends no more: callers who do before the answer has begun have given
     * up. Twice is once.
     */
    void over() {
        if (waiting) {
            waiting = false;
            tally.add(Tally.What.UNANSWERED);
        }
    }
}
