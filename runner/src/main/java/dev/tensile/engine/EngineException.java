package dev.tensile.engine;

import org.jspecify.annotations.Nullable;

/** The environment refused. The message says what happened; {@link #mend()} what to do. */
public final class EngineException extends RuntimeException {
    /** What kind of refusal it is, which decides the exit code. */
    public enum Category {
        /** Something is taken, missing or not permitted; nothing was touched. */
        ENVIRONMENT,
        /** The system under test does not answer; nothing was injected. */
        UNREACHABLE,
        /** A fault could not be shown to be in force; what there was of it has been taken back. */
        NOT_DELIVERED,
        /** The engine failed while it was at work. */
        BROKEN
    }

    private final Category category;
    private final String mend;

    public EngineException(Category category, String what, String mend, @Nullable Throwable cause) {
        super(what, cause);
        this.category = category;
        this.mend = mend;
    }

    public Category category() {
        return category;
    }

    public String mend() {
        return mend;
    }
}
