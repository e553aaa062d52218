package dev.tensile.script.load;

import org.jspecify.annotations.Nullable;

/** The surroundings kept a script from being loaded: not the author's mistake. The message says what to do. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Category {
        /** The script, or a jar that it uses, could not be read. */
        UNREADABLE,
        /** The compiler is not where it ought to be, or would not start. */
        COMPILER_MISSING,
        /** The compiler died, or answered with something else than an answer. */
        COMPILER_FAILED,
        /** The compiler took too long, and was killed. */
        COMPILER_TOO_SLOW
    }

    private final Category category;

    ScriptException(Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    ScriptException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
