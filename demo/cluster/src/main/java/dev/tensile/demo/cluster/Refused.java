package dev.tensile.demo.cluster;

import java.io.Serial;

/** A request that the API server or a webhook refuses; ends as an answer, never seen outside. */
final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    Refused(int code, String message) {
        super(message);
        this.code = code;
    }

    Reply reply() {
        return Reply.failure(code, String.valueOf(getMessage()));
    }
}
