package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds where HTTP/1.x messages begin and end in one direction of a connection, without touching the bytes. It must see
 * every byte in order. What does not read as HTTP/1.x makes the direction opaque, for good: other protocols, TLS, HTTP/2,
 * tunnels, and heads of more than 64 KiB.
 */
abstract class HttpFraming {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int KEPT_OF_A_LINE = 1024;

    /** What the bytes just taken are. */
    enum Part {
        /** A body, or an opaque stream. */
        REST,
        /** Part of a head whose end is not here yet. */
        HEAD,
        /** The last part of a head. */
        HEAD_END
    }

    /** Where the body behind a head ends. */
    enum Body {
        NONE,
        FIXED,
        CHUNKED,
        /** With the connection. */
        UNTIL_CLOSE,
        /** What follows is no HTTP. */
        OPAQUE
    }

    private enum State {
        START_LINE,
        FIELDS,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_BODY,
        TRAILER,
        UNTIL_CLOSE,
        OPAQUE
    }

    private State state = State.START_LINE;
    private final byte[] line = new byte[KEPT_OF_A_LINE];
    private int lineLength;
    private long lineTail;
    private int headLength;
    private long bodyLeft;
    private boolean chunked;
    private boolean measured;
    private Part part = Part.REST;
    private long heads;

    /** Whether a byte may come next in a start line of which there is {@link #lineLength()} so far. */
    abstract boolean fitsStartLine(byte b);

    /**
     * A start line has ended.
     *
     * @param tail its last eight bytes
     * @return whether it is HTTP/1.x
     */
    abstract boolean startLine(String text, long tail);

    /** A header field; its name in small letters. */
    abstract void field(String name, String value);

    /** A head has ended; {@link #length()} and {@link #isChunked()} say what it promised. */
    abstract Body body();

    final int lineLength() {
        return lineLength;
    }

    final byte lineByte(int index) {
        return line[index];
    }

    /** What Content-Length said: 0 if there was none, -1 if it is no number. */
    final long length() {
        return bodyLeft;
    }

    /** Whether there was a Content-Length. */
    final boolean isMeasured() {
        return measured;
    }

    final boolean isChunked() {
        return chunked;
    }

    /** Takes bytes from {@code from} up to the next boundary or the end of the buffer; returns where it stopped. */
    final int advance(ByteBuf in, int from) {
        if (state == State.OPAQUE || state == State.UNTIL_CLOSE) {
            part = Part.REST;
            return in.writerIndex();
        }
        if (state == State.FIXED_BODY) {
            return fixedBody(in, from);
        }
        boolean inHead = isInHead();
        long headsBefore = heads;
        int at = from;
        while (at < in.writerIndex()) {
            if (state == State.CHUNK_BODY) {
                at = skipChunk(in, at);
                continue;
            }
            take(in.getByte(at++));
            if (heads != headsBefore) {
                part = Part.HEAD_END;
                return at;
            }
            if (state == State.OPAQUE) {
                part = Part.REST;
                return in.writerIndex();
            }
            if (!inHead && isInHead()) {
                part = Part.REST;
                return at;
            }
        }
        part = inHead ? Part.HEAD : Part.REST;
        return at;
    }

    private int skipChunk(ByteBuf in, int from) {
        int skipped = (int) Math.min(bodyLeft, in.writerIndex() - from);
        bodyLeft -= skipped;
        state = bodyLeft == 0 ? State.CHUNK_SIZE : State.CHUNK_BODY;
        return from + skipped;
    }

    final Part part() {
        return part;
    }

    final boolean isOpaque() {
        return state == State.OPAQUE;
    }

    final void becomeOpaque() {
        state = State.OPAQUE;
    }

    /** Whether one message has ended and nothing of the next has come. */
    final boolean isBetween() {
        return state == State.START_LINE && headLength == 0;
    }

    /** How many heads have ended. */
    final long heads() {
        return heads;
    }

    private boolean isInHead() {
        return state == State.START_LINE || state == State.FIELDS;
    }

    private int fixedBody(ByteBuf in, int from) {
        int rest = (int) Math.min(bodyLeft, in.writerIndex() - from);
        bodyLeft -= rest;
        if (bodyLeft == 0) {
            expectHead();
        }
        part = Part.REST;
        return from + rest;
    }

    private void take(byte b) {
        if (isInHead() && ++headLength > LONGEST_HEAD) {
            state = State.OPAQUE;
            return;
        }
        if (b == '\n') {
            endOfLine();
            lineLength = 0;
            lineTail = 0;
        } else if (b != '\r') {
            if (state == State.START_LINE && !fitsStartLine(b)) {
                state = State.OPAQUE;
                return;
            }
            if (lineLength < KEPT_OF_A_LINE) {
                line[lineLength] = b;
            }
            lineLength++;
            lineTail = (lineTail << 8) | (b & 0xff);
        }
    }

    private void endOfLine() {
        switch (state) {
            case START_LINE -> {
                if (lineLength > 0) {
                    beginHead();
                }
            }
            case FIELDS -> {
                if (lineLength == 0) {
                    endOfHead();
                } else {
                    anyField(text());
                }
            }
            case CHUNK_SIZE -> {
                if (lineLength > 0) {
                    chunk(text());
                }
            }
            case TRAILER -> {
                if (lineLength == 0) {
                    expectHead();
                }
            }
            default -> throw new IllegalStateException("no lines in " + state);
        }
    }

    private void beginHead() {
        chunked = false;
        measured = false;
        bodyLeft = 0;
        state = startLine(text(), lineTail) ? State.FIELDS : State.OPAQUE;
    }

    private void anyField(String field) {
        int colon = field.indexOf(':');
        String name = field.substring(0, Math.max(0, colon)).trim().toLowerCase(Locale.ROOT);
        String value = field.substring(colon + 1).trim();
        if (name.equals("transfer-encoding")) {
            chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
        } else if (name.equals("content-length")) {
            bodyLeft = number(value, 10);
            measured = true;
        }
        field(name, value);
    }

    private void endOfHead() {
        heads++;
        state = switch (body()) {
            case NONE -> State.START_LINE;
            case FIXED -> State.FIXED_BODY;
            case CHUNKED -> State.CHUNK_SIZE;
            case UNTIL_CLOSE -> State.UNTIL_CLOSE;
            case OPAQUE -> State.OPAQUE;
        };
        headLength = 0;
    }

    private void expectHead() {
        state = State.START_LINE;
        headLength = 0;
    }

    private void chunk(String size) {
        bodyLeft = number(size.split("[; ]", 2)[0], 16);
        state = bodyLeft < 0 ? State.OPAQUE : bodyLeft == 0 ? State.TRAILER : State.CHUNK_BODY;
    }

    private String text() {
        return new String(line, 0, Math.min(lineLength, KEPT_OF_A_LINE), StandardCharsets.ISO_8859_1);
    }

    /** -1 if it is not one. */
    private static long number(String text, int radix) {
        try {
            return Math.max(-1, Long.parseLong(text, radix));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
