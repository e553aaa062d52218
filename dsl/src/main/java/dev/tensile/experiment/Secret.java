package dev.tensile.experiment;

/**
 * Something that nobody may read in a plan, a log or a report: only where it is kept is known. It is read when it is needed, and not
 * remembered.
 *
 * @param variable the environment variable that holds it; empty if there is none
 */
public record Secret(String variable) {
    /** There is none. */
    public static final Secret NONE = new Secret("");

    public Secret {
        if (!variable.matches("([A-Za-z_][A-Za-z0-9_]*)?")) {
            throw new IllegalArgumentException(
                    "a secret is named by an environment variable (letters, digits, underscores), such as PGPASSWORD");
        }
    }

    @Override
    public String toString() {
        return variable.isEmpty() ? "no secret" : "$" + variable;
    }
}
