package dev.tensile.demo.process;

import java.io.Serial;

/** The surroundings do not let a process start. The message says what, where, why, and how to mend it, in one line. */
public final class CannotStart extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
