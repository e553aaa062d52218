package dev.tensile.stats;

/** What an interval is to show about a margin. */
public enum Claim {
    /** The lower limit reaches the margin: at least that large. */
    AT_LEAST,
    /** The upper limit stays within the margin: at most that large. */
    AT_MOST;

    boolean shownBy(Estimate estimate, double margin, double tail) {
        return switch (this) {
            case AT_LEAST -> estimate.lower(tail) >= margin;
            case AT_MOST -> estimate.upper(tail) <= margin;
        };
    }
}
