package dev.tensile.engine.local;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the HTTP/1.x requests in what a client sends. What follows a CONNECT is opaque. */
final class HttpHeads extends HttpFraming {
    private static final int LONGEST_METHOD = 20;
    private static final long HTTP_1_0 = ascii("HTTP/1.0");
    private static final long HTTP_1_1 = ascii("HTTP/1.1");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * What a head says.
     *
     * @param start its request line, of which at most 1 KiB is kept
     * @param closes no request follows on this connection
     * @param expects its body comes only after an interim answer
     */
    record Head(boolean traced, long traceHigh, long traceLow, String start, boolean closes, boolean expects) {
        private static final Head NONE = new Head(false, 0, 0, "", false, false);

        String method() {
            return start.substring(0, Math.max(0, start.indexOf(' ')));
        }

        String target() {
            int begin = start.indexOf(' ') + 1;
            int end = start.indexOf(' ', begin);
            return end < 0 ? start.substring(begin) : start.substring(begin, end);
        }

        private Head from(long high, long low) {
            return new Head(true, high, low, start, closes, expects);
        }

        private Head closing(boolean closing) {
            return new Head(traced, traceHigh, traceLow, start, closing, expects);
        }

        private Head expecting() {
            return new Head(traced, traceHigh, traceLow, start, closes, true);
        }
    }

    private Head head = Head.NONE;

    /** Of the request whose head ended last. */
    Head head() {
        return head;
    }

    /** How many heads have ended. */
    long requests() {
        return heads();
    }

    /** Letters, a space, then anything printable: so that a binary protocol is known by its first odd byte. */
    @Override
    boolean fitsStartLine(byte b) {
        boolean inMethod = lineLength() < LONGEST_METHOD && indexOf((byte) ' ') < 0;
        if (inMethod) {
            return (b >= 'A' && b <= 'Z') || b == '-' || (b == ' ' && lineLength() > 0);
        }
        return (b & 0xff) >= ' ' && b != 0x7f && indexOf((byte) ' ') > 0;
    }

    private int indexOf(byte wanted) {
        for (int i = 0; i < Math.min(lineLength(), LONGEST_METHOD + 1); i++) {
            if (lineByte(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    @Override
    boolean startLine(String text, long tail) {
        head = new Head(false, 0, 0, text, tail == HTTP_1_0, false);
        return tail == HTTP_1_1 || tail == HTTP_1_0;
    }

    @Override
    void field(String name, String value) {
        switch (name) {
            case "traceparent" -> traced(value);
            case "connection" -> {
                String asked = value.toLowerCase(Locale.ROOT);
                head = asked.contains("close")
                        ? head.closing(true)
                        : asked.contains("keep-alive") ? head.closing(false) : head;
            }
            case "expect" -> head = head.expecting();
            default -> {
                // Of no concern here.
            }
        }
    }

    @Override
    Body body() {
        if (head.start().startsWith("CONNECT ") || length() < 0) {
            return Body.OPAQUE;
        }
        if (isChunked()) {
            return Body.CHUNKED;
        }
        return length() > 0 ? Body.FIXED : Body.NONE;
    }

    /** W3C Trace Context: {@code 00-<32 hex digits>-<16 hex digits>-<2 hex digits>}. */
    private void traced(String value) {
        if (TRACEPARENT.matcher(value).lookingAt()) {
            head = head.from(
                    Long.parseUnsignedLong(value.substring(3, 19), 16),
                    Long.parseUnsignedLong(value.substring(19, 35), 16));
        }
    }

    private static long ascii(String eight) {
        long packed = 0;
        for (byte b : eight.getBytes(StandardCharsets.US_ASCII)) {
            packed = (packed << 8) | b;
        }
        return packed;
    }
}
