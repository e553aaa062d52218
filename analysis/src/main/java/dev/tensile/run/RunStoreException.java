package dev.tensile.run;

import org.jspecify.annotations.Nullable;

/** A run folder or plan cannot be read or written. The message says which and why; {@link #mend()} what to do. */
public final class RunStoreException extends RuntimeException {
    private final String mend;

    public RunStoreException(String what, String mend, @Nullable Throwable cause) {
        super(what, cause);
        this.mend = mend;
    }

    public String mend() {
        return mend;
    }
}
