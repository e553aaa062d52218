package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds where HTTP/1.x requests begin and end in what a client sends, without touching the bytes. It must see every byte
 * of the connection in order. What does not read as HTTP/1.x makes the connection opaque, for good: other protocols, TLS,
 * HTTP/2, what follows a CONNECT or an accepted upgrade, and heads of more than 64 KiB.
 */
final class HttpHeads {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int LONGEST_METHOD = 20;
    private static final int KEPT_OF_A_LINE = 256;
    private static final long HTTP_1_0 = ascii("HTTP/1.0");
    private static final long HTTP_1_1 = ascii("HTTP/1.1");

    /** What the bytes just taken are. */
    enum Part {
        /** A body, or an opaque stream. */
        REST,
        /** Part of a head whose end is not here yet. */
        HEAD,
        /** The last part of a head. */
        HEAD_END
    }

    /** What a head says about whom the request belongs to. */
    record Head(boolean traced, long traceHigh, long traceLow) {}

    private enum State {
        REQUEST_LINE,
        FIELDS,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK_BODY,
        TRAILER,
        OPAQUE
    }

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Head UNTRACED = new Head(false, 0, 0);

    private State state = State.REQUEST_LINE;
    private final byte[] line = new byte[KEPT_OF_A_LINE];
    private int lineLength;
    private long lineTail;
    private int headLength;
    private long bodyLeft;
    private boolean chunked;
    private boolean tunnel;
    private Head head = UNTRACED;
    private Part part = Part.REST;
    private long requests;

    /** Takes bytes from {@code from} up to the next boundary or the end of the buffer; returns where it stopped. */
    int advance(ByteBuf in, int from) {
        if (state == State.OPAQUE) {
            part = Part.REST;
            return in.writerIndex();
        }
        if (state == State.FIXED_BODY) {
            return body(in, from);
        }
        boolean inHead = isInHead();
        long headsBefore = requests;
        int at = from;
        while (at < in.writerIndex()) {
            if (state == State.CHUNK_BODY) {
                at = skipChunk(in, at);
                continue;
            }
            take(in.getByte(at++));
            if (requests != headsBefore) {
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

    Part part() {
        return part;
    }

    boolean isOpaque() {
        return state == State.OPAQUE;
    }

    /** Of the request whose head ended last. */
    Head head() {
        return head;
    }

    /** How many heads have ended. */
    long requests() {
        return requests;
    }

    private boolean isInHead() {
        return state == State.REQUEST_LINE || state == State.FIELDS;
    }

    private int body(ByteBuf in, int from) {
        int rest = (int) Math.min(bodyLeft, in.writerIndex() - from);
        bodyLeft -= rest;
        if (bodyLeft == 0) {
            expectRequest();
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
            if (state == State.REQUEST_LINE && !fitsRequestLine(b)) {
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

    /** Letters, a space, then anything printable: so that a binary protocol is known by its first odd byte. */
    private boolean fitsRequestLine(byte b) {
        boolean inMethod = lineLength < LONGEST_METHOD && indexOf((byte) ' ') < 0;
        if (inMethod) {
            return (b >= 'A' && b <= 'Z') || b == '-' || (b == ' ' && lineLength > 0);
        }
        return (b & 0xff) >= ' ' && b != 0x7f && indexOf((byte) ' ') > 0;
    }

    private int indexOf(byte wanted) {
        for (int i = 0; i < Math.min(lineLength, LONGEST_METHOD + 1); i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private void endOfLine() {
        switch (state) {
            case REQUEST_LINE -> {
                if (lineLength > 0) {
                    beginHead();
                }
            }
            case FIELDS -> {
                if (lineLength == 0) {
                    endOfHead();
                } else {
                    field(text());
                }
            }
            case CHUNK_SIZE -> {
                if (lineLength > 0) {
                    chunk(text());
                }
            }
            case TRAILER -> {
                if (lineLength == 0) {
                    expectRequest();
                }
            }
            default -> throw new IllegalStateException("no lines in " + state);
        }
    }

    private void beginHead() {
        boolean http = lineTail == HTTP_1_1 || lineTail == HTTP_1_0;
        state = http ? State.FIELDS : State.OPAQUE;
        tunnel = text().startsWith("CONNECT ");
        chunked = false;
        bodyLeft = 0;
        head = UNTRACED;
    }

    private void field(String field) {
        int colon = field.indexOf(':');
        String name = field.substring(0, Math.max(0, colon)).trim().toLowerCase(Locale.ROOT);
        String value = field.substring(colon + 1).trim();
        if (name.equals("traceparent")) {
            head = traced(value);
        } else if (name.equals("transfer-encoding")) {
            chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
        } else if (name.equals("content-length")) {
            bodyLeft = number(value, 10);
        }
    }

    private void endOfHead() {
        requests++;
        if (tunnel || bodyLeft < 0) {
            state = State.OPAQUE;
        } else if (chunked) {
            state = State.CHUNK_SIZE;
        } else if (bodyLeft > 0) {
            state = State.FIXED_BODY;
        } else {
            state = State.REQUEST_LINE;
        }
        headLength = 0;
    }

    private void expectRequest() {
        state = State.REQUEST_LINE;
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

    /** W3C Trace Context: {@code 00-<32 hex digits>-<16 hex digits>-<2 hex digits>}. */
    private static Head traced(String value) {
        if (!TRACEPARENT.matcher(value).lookingAt()) {
            return UNTRACED;
        }
        return new Head(
                true,
                Long.parseUnsignedLong(value.substring(3, 19), 16),
                Long.parseUnsignedLong(value.substring(19, 35), 16));
    }

    private static long ascii(String eight) {
        long packed = 0;
        for (byte b : eight.getBytes(StandardCharsets.US_ASCII)) {
            packed = (packed << 8) | b;
        }
        return packed;
    }
}
