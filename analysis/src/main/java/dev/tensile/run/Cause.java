package dev.tensile.run;

/** Why a request failed, as the sender saw it. The order is that of the sample file. */
public enum Cause {
    NONE("none"),
    STATUS("HTTP status"),
    REFUSED("connection refused"),
    UNREACHABLE("could not connect"),
    RESET("connection reset"),
    CLOSED("connection closed before the answer was complete"),
    MALFORMED("answer was not HTTP"),
    TIMED_OUT("timed out");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
