package dev.tensile.cli;

/** Ends a command with a sentence for the user: what happened, and how to mend it. */
final class Failure extends RuntimeException {
    private final transient ExitCode code;
    private final String mend;

    Failure(ExitCode code, String what, String mend) {
        super(what);
        this.code = code;
        this.mend = mend;
    }

    ExitCode code() {
        return code;
    }

    String mend() {
        return mend;
    }
}
