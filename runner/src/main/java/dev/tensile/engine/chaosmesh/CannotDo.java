package dev.tensile.engine.chaosmesh;

/** A dose that Chaos Mesh has no counterpart for. */
final class CannotDo extends RuntimeException {
    private final String mend;

    CannotDo(String what, String mend) {
        super(what);
        this.mend = mend;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String mend() {
        return mend;
    }
}
