package dev.tensile.run;

/** How a request ended, from the point of view of whoever sent it. The order is that of the sample file. */
public enum Outcome {
    OK,
    /** Answered, but with less than the full answer. */
    DEGRADED,
    /** Refused by a service that protects itself. */
    REJECTED,
    ERROR,
    /** No complete answer within the timeout; its latency counts as the timeout. */
    TIMEOUT;

    /** Whether the user got nothing useful. */
    public boolean failed() {
        return this == REJECTED || this == ERROR || this == TIMEOUT;
    }
}
