package dev.tensile.engine.kubernetes;

/** The API server refused, or did not answer. Messages never hold credentials. */
public final class ClusterRefused extends RuntimeException {
    /** The status of a request that was never answered. */
    public static final int NO_ANSWER = 0;

    private final int status;

    ClusterRefused(int status, String what, Throwable cause) {
        super(what, cause);
        this.status = status;
    }

    /** The HTTP status; {@link #NO_ANSWER} if there was none. */
    public int status() {
        return status;
    }

    /** Whether it may be otherwise the next time. */
    public boolean isPassing() {
        return status == NO_ANSWER || status == 410 || status == 429 || status >= 500;
    }
}
