package dev.tensile.engine.kubernetes;

/** A dose that an engine has no counterpart for. */
public final class CannotDo extends RuntimeException {
    private final String mend;

    public CannotDo(String what, String mend) {
        super(what);
        this.mend = mend;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String mend() {
        return mend;
    }
}
