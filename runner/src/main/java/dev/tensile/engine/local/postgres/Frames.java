package dev.tensile.engine.local.postgres;

import io.netty.buffer.ByteBuf;

/**
 * Finds the messages in what one side sends. Of each it keeps the beginning of its body, at most {@link #LONGEST_LOOK} bytes; the
 * rest is only counted. What cannot be a message makes the stream opaque for good.
 *
 * <p>Source: PostgreSQL, chapter 53 (Frontend/Backend Protocol), "Message Formats".
 */
public final class Frames {
    /** Of no message more is kept. */
    public static final int LONGEST_LOOK = 16 << 10;

    /** Longer packets before the session begins are refused by the server, too. */
    private static final int LONGEST_STARTUP = 10_000;

    /** The server takes and makes no longer ones. */
    private static final int LONGEST_MESSAGE = 0x3fff_ffff;

    private static final int LENGTH_BYTES = 4;

    /** Who sends. */
    public enum Side {
        CALLER,
        SERVER
    }

    /** Where in a message the stream has come to. */
    public enum Part {
        /** In what is kept of it. */
        BEGINNING,
        /** What is kept of it is complete with the last byte. */
        BEGUN,
        /** Behind that. */
        REST
    }

    private final Side side;
    /** Whether messages have no type yet. */
    private boolean starting;

    private boolean opaque;
    private Part part = Part.REST;
    private char type;
    private int headerBytes;
    private int length;
    private int left;
    private byte[] kept = {};
    private int keptBytes;

    /** The caller begins with a message that has no type. */
    public Frames(Side side) {
        this.side = side;
        starting = side == Side.CALLER;
    }

    /** Reads on, to the end of the data or of a part of a message, whichever comes first; where that is. */
    public int advance(ByteBuf data, int from) {
        int at = from;
        if (isBetween()) {
            part = Part.BEGINNING;
            headerBytes = 0;
            length = 0;
            type = 0;
        }
        if (part == Part.BEGUN) {
            part = Part.REST;
        }
        if (part == Part.REST) {
            int step = Math.min(left, data.writerIndex() - at);
            left -= step;
            return at + step;
        }
        while (!opaque && headerBytes < headerLength() && at < data.writerIndex()) {
            takeHeader(data.getByte(at++));
        }
        return opaque || headerBytes < headerLength() ? (opaque ? data.writerIndex() : at) : keep(data, at);
    }

    private int keep(ByteBuf data, int at) {
        int step = Math.min(kept.length - keptBytes, data.writerIndex() - at);
        data.getBytes(at, kept, keptBytes, step);
        keptBytes += step;
        left -= step;
        if (keptBytes == kept.length) {
            part = Part.BEGUN;
        }
        return at + step;
    }

    private int headerLength() {
        return starting ? LENGTH_BYTES : LENGTH_BYTES + 1;
    }

    private void takeHeader(byte b) {
        if (headerBytes == 0 && !starting) {
            type = (char) (b & 0xff);
            opaque = !(type >= 'A' && type <= 'Z') && !(type >= 'a' && type <= 'z') && !(type >= '1' && type <= '3');
        } else {
            length = (length << 8) | (b & 0xff);
            // A stream of something else is known by its first byte: no start is as long as 16 MiB.
            opaque = starting && headerBytes == 0 && length != 0;
        }
        headerBytes++;
        if (!opaque && headerBytes == headerLength()) {
            begin();
        }
    }

    private void begin() {
        int least = starting ? 2 * LENGTH_BYTES : LENGTH_BYTES;
        int most = starting ? LONGEST_STARTUP : LONGEST_MESSAGE;
        if (length < least || length > most) {
            opaque = true;
            return;
        }
        left = length - LENGTH_BYTES;
        kept = new byte[Math.min(left, looksAt())];
        keptBytes = 0;
    }

    private int looksAt() {
        if (starting) {
            return LONGEST_STARTUP;
        }
        String looked = side == Side.CALLER ? "QPBEC" : "ZE";
        return looked.indexOf(type) >= 0 ? LONGEST_LOOK : 0;
    }

    /** From here on messages have types. */
    public void started() {
        starting = false;
    }

    public void stop() {
        opaque = true;
    }

    /** Whether nobody can tell any more what is sent. */
    public boolean isOpaque() {
        return opaque;
    }

    /** Whether a message has ended and none has begun. */
    public boolean isBetween() {
        return part != Part.BEGINNING && left == 0;
    }

    public Part part() {
        return part;
    }

    /** Of the present message; 0 if it has none. */
    public char type() {
        return type;
    }

    /** What is kept of the present message. */
    public Body body() {
        return new Body(kept);
    }
}
