package dev.tensile.verdict;

/**
 * A condition without which a verdict means nothing.
 *
 * @param id G1 to G6 as in STATISTICS.md §2.1, or {@code dose} for proof of fault
 * @param rung the rung it was checked on, 0 for the whole run or the baseline
 * @param detail with the number and the limit
 */
public record Gate(String id, String title, int rung, Status status, String detail) {
    /** The answer of a gate. */
    public enum Status {
        PASSED,
        FAILED,
        /** It cannot be asked of this run. */
        NOT_APPLICABLE
    }
}
