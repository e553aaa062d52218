package dev.tensile.script.load;

import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import java.util.Optional;

/** Shows a problem with the line that it is about. Pure: a problem and its source in, text out. */
public final class ProblemPrinter {
    /** Whether the text carries ANSI colours. */
    public enum Colour {
        PLAIN("", "", ""),
        ANSI("\u001b[1;31m", "\u001b[1;33m", "\u001b[0m");

        private final String error;
        private final String warning;
        private final String end;

        Colour(String error, String warning, String end) {
            this.error = error;
            this.warning = warning;
            this.end = end;
        }

        private String paint(Problem problem, String text) {
            return (problem.isError() ? error : warning) + text + end;
        }
    }

    private final ScriptSource source;
    private final Colour colour;

    public ProblemPrinter(ScriptSource source, Colour colour) {
        this.source = source;
        this.colour = colour;
    }

    /** Several lines, each ended by a line feed. */
    public String print(Problem problem) {
        StringBuilder out = new StringBuilder();
        out.append(colour.paint(problem, problem.isError() ? "error" : "warning"))
                .append(": ")
                .append(printable(problem.what()))
                .append('\n');
        String margin = " ".repeat(String.valueOf(problem.at().line()).length());
        excerpt(out, problem, margin);
        line(out, margin, "=", problem.note());
        line(out, margin, "mend:", problem.mend());
        return out.toString();
    }

    private void excerpt(StringBuilder out, Problem problem, String margin) {
        SourceRef at = problem.at();
        if (!at.isKnown()) {
            return;
        }
        boolean ours = at.file().equals(source.name());
        Optional<String> text = ours ? source.line(at.line()) : Optional.empty();
        int column = problem.column() > 0
                ? problem.column()
                : text.map(ProblemPrinter::firstWord).orElse(0);
        out.append(margin).append("--> ").append(ours ? source.path() : at.file());
        out.append(':').append(at.line()).append(column > 0 ? ":" + column : "").append('\n');
        if (text.isEmpty()) {
            return;
        }
        String line = text.get();
        out.append(margin).append(" |\n");
        out.append(at.line()).append(" | ").append(printable(line)).append('\n');
        out.append(margin).append(" | ");
        out.append(line.substring(0, Math.min(column - 1, line.length())).replaceAll("[^\t]", " "));
        out.append(colour.paint(problem, "^".repeat(width(line, column, problem.endColumn()))));
        out.append('\n');
    }

    private static void line(StringBuilder out, String margin, String mark, String text) {
        if (!text.isBlank()) {
            out.append(margin).append(' ').append(mark).append(' ');
            out.append(printable(text).replace("\n", "\n" + margin + "   ")).append('\n');
        }
    }

    private static int firstWord(String line) {
        return line.length() - line.stripLeading().length() + 1;
    }

    /** To the stated end, else to the end of the word; never beyond the line, at least one. */
    private static int width(String line, int column, int endColumn) {
        int end = endColumn - 1;
        if (endColumn <= column) {
            end = column - 1;
            while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
                end++;
            }
        }
        return Math.max(1, Math.min(end, line.length()) - column + 1);
    }

    /** A script, or a message that quotes one, must not be able to drive the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]", "?");
    }
}
