package dev.tensile.engine.local.postgres;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a statement says, by its words alone: a function that writes is not known for one.
 *
 * @param text of one statement, or of several with semicolons between them
 */
public record SqlText(String text) {
    private static final Set<String> CONTROL = Set.of(
            "BEGIN",
            "START",
            "COMMIT",
            "END",
            "ROLLBACK",
            "ABORT",
            "SAVEPOINT",
            "RELEASE",
            "SET",
            "RESET",
            "SHOW",
            "DISCARD",
            "DEALLOCATE",
            "CLOSE",
            "UNLISTEN");
    private static final Set<String> WRITING = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "TRUNCATE",
            "CREATE",
            "ALTER",
            "DROP",
            "GRANT",
            "REVOKE",
            "COMMENT",
            "REINDEX",
            "CLUSTER",
            "VACUUM",
            "REFRESH",
            "IMPORT",
            "REASSIGN",
            "SECURITY");

    /** Of statements that may read or write: what in them writes. */
    private static final Pattern INSIDE =
            Pattern.compile("\\b(INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|NEXTVAL|SETVAL)\\b");

    private static final Pattern LOCKING = Pattern.compile("\\bFOR (NO KEY UPDATE|UPDATE|KEY SHARE|SHARE)\\b");
    private static final Pattern COPY_IN = Pattern.compile("^COPY\\b.*\\bFROM\\b");
    private static final Set<String> MAY_WRITE =
            Set.of("WITH", "EXPLAIN", "SELECT", "VALUES", "TABLE", "PREPARE", "COPY");

    /** Whether it only begins and ends transactions, or sets and shows settings. */
    public boolean isControl() {
        boolean any = false;
        for (String one : bare().split(";")) {
            String first = firstWord(one.strip());
            if (!first.isEmpty() && !CONTROL.contains(first)) {
                return false;
            }
            any |= !first.isEmpty();
        }
        return any;
    }

    /** The command that writes, as a server calls it when it refuses; empty if none does. */
    public Optional<String> writes() {
        for (String one : bare().split(";")) {
            Optional<String> command = writes(one.strip());
            if (command.isPresent()) {
                return command;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> writes(String one) {
        String first = firstWord(one);
        if (WRITING.contains(first)) {
            return Optional.of(first);
        }
        if (COPY_IN.matcher(outsideParentheses(one)).find()) {
            return Optional.of("COPY FROM");
        }
        if (!MAY_WRITE.contains(first)) {
            return Optional.empty();
        }
        Matcher locking = LOCKING.matcher(one);
        if (locking.find()) {
            return Optional.of("SELECT " + locking.group());
        }
        Matcher inside = INSIDE.matcher(one);
        return inside.find() ? Optional.of(firstWord(inside.group())) : Optional.empty();
    }

    /** Without lists of columns, and without the query whose rows are copied out. */
    private static String outsideParentheses(String text) {
        StringBuilder outside = new StringBuilder(text.length());
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : 0;
            outside.append(depth == 0 ? c : ' ');
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        return outside.toString();
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** In capitals, with single spaces, without comments, strings and quoted names. */
    private String bare() {
        StringBuilder bare = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = skipped(at);
            if (next > at) {
                bare.append(' ');
                at = next;
            } else {
                bare.append(text.charAt(at++));
            }
        }
        return bare.toString().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    /** Where that ends which begins here and is no word; here if nothing of the kind begins. */
    private int skipped(int at) {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            return end(text.indexOf('\n', at), 1);
        }
        if (text.startsWith("/*", at)) {
            return end(text.indexOf("*/", at + 2), 2);
        }
        if (c == '\'' || c == '"') {
            return end(text.indexOf(c, at + 1), 1);
        }
        return c == '$' ? dollarQuoted(at) : at;
    }

    private int dollarQuoted(int at) {
        int tagEnd = text.indexOf('$', at + 1);
        if (tagEnd < 0 || !text.substring(at + 1, tagEnd).matches("([A-Za-z_]\\w*)?")) {
            return at;
        }
        String tag = text.substring(at, tagEnd + 1);
        return end(text.indexOf(tag, tagEnd + 1), tag.length());
    }

    private int end(int found, int length) {
        return found < 0 ? text.length() : found + length;
    }
}
