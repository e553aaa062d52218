package dev.tensile.experiment;

/**
 * Something wrong with what the author wrote.
 *
 * @param what the fault, with the bad value
 * @param mend how to put it right; empty if there is nothing to add
 * @param column from 1; 0 when unknown
 * @param endColumn exclusive, on the same line; 0 when unknown
 * @param note what the compiler said, word for word; empty if it said nothing
 */
public record Problem(
        Severity severity, String what, String mend, SourceRef at, int column, int endColumn, String note) {
    /** Whether it stops a run. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Problem error(SourceRef at, String what, String mend) {
        return new Problem(Severity.ERROR, what, mend, at, 0, 0, "");
    }

    public static Problem warning(SourceRef at, String what, String mend) {
        return new Problem(Severity.WARNING, what, mend, at, 0, 0, "");
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
