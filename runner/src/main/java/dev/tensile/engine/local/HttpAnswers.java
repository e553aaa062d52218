package dev.tensile.engine.local;

/**
 * Finds the HTTP/1.x answers in what an upstream sends (RFC 9112 §6.3). Which request an answer belongs to is known from
 * their order alone; one that nobody asked for makes the stream opaque.
 */
final class HttpAnswers extends HttpFraming {
    private static final String BEGINNING = "HTTP/1.";
    private static final int STATUS_AT = 9;

    private final Exchanges exchanges;
    private int status;

    HttpAnswers(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** Whether the head that ended last is followed by another one for the same request. */
    boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    /** Whether the head that ended last has no body, whatever it promised. */
    boolean isBodiless() {
        Exchange asked = exchanges.first();
        return isInterim()
                || status == 204
                || status == 304
                || (asked != null && asked.method().equals("HEAD"));
    }

    @Override
    boolean fitsStartLine(byte b) {
        return lineLength() >= BEGINNING.length() || b == BEGINNING.charAt(lineLength());
    }

    @Override
    boolean startLine(String text, long tail) {
        status = 0;
        for (int i = STATUS_AT; i < Math.min(text.length(), STATUS_AT + 3); i++) {
            int digit = text.charAt(i) - '0';
            status = digit >= 0 && digit <= 9 ? status * 10 + digit : 0;
        }
        return status >= 100 && text.length() >= STATUS_AT + 3;
    }

    @Override
    void field(String name, String value) {
        // What says where the answer ends is known already.
    }

    @Override
    Body body() {
        Exchange asked = exchanges.first();
        boolean tunnel = asked != null && asked.method().equals("CONNECT") && status / 100 == 2;
        if (asked == null || status == 101 || tunnel || length() < 0) {
            return Body.OPAQUE;
        }
        if (isBodiless()) {
            return Body.NONE;
        }
        if (isChunked()) {
            return Body.CHUNKED;
        }
        if (length() > 0) {
            return Body.FIXED;
        }
        return isMeasured() ? Body.NONE : Body.UNTIL_CLOSE;
    }
}
