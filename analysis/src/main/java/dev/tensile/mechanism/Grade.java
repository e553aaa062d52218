package dev.tensile.mechanism;

/** What is said of a mechanism. Later ones outweigh earlier ones. */
public enum Grade {
    /** It had no reason to act, so it has shown nothing. */
    NOT_EXERCISED(Standing.NOT_EXERCISED),
    /** The breaker opened when it should and let little through. */
    PROTECTED(Standing.SHOWN),
    /** Retries made few more calls than there were requests; or no request took longer than it may. */
    BOUNDED(Standing.SHOWN),
    /** Who did not get the full answer got a degraded one. */
    CAUGHT(Standing.SHOWN),
    /** What was inside the bulkhead did not suffer when others did. */
    ISOLATED(Standing.SHOWN),
    /** Requests beyond the limit were turned away. */
    LIMITED(Standing.SHOWN),
    RECOVERED(Standing.SHOWN),
    /** The data are compatible with both. */
    INCONCLUSIVE(Standing.OPEN),
    /** Nobody could watch it. */
    NOT_OBSERVED(Standing.NOT_OBSERVED),
    LEAKED(Standing.REFUTED),
    CLOSED_LATE(Standing.REFUTED),
    OPENED_LATE(Standing.REFUTED),
    /** It opened and closed over and over while the fault was the same. */
    FLAPPING(Standing.REFUTED),
    DID_NOT_OPEN(Standing.REFUTED),
    AMPLIFIED(Standing.REFUTED),
    /** After the fault was lifted, more calls came than all waiting requests explain. */
    STORM(Standing.REFUTED),
    UNBOUNDED(Standing.REFUTED),
    FELL_THROUGH(Standing.REFUTED),
    SPILLED(Standing.REFUTED),
    NOT_LIMITED(Standing.REFUTED),
    /** It came back, but later than it may. */
    SLOW(Standing.REFUTED),
    NOT_RECOVERED(Standing.REFUTED);

    /** What a grade means for the hypothesis. */
    public enum Standing {
        SHOWN,
        OPEN,
        NOT_EXERCISED,
        NOT_OBSERVED,
        REFUTED
    }

    private final Standing standing;

    Grade(Standing standing) {
        this.standing = standing;
    }

    public Standing standing() {
        return standing;
    }

    Grade worst(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
