package dev.tensile.script.load;

import dev.tensile.experiment.Nearest;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.script.compile.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a user's words what the Kotlin compiler (2.3) says in its own, which are kept as a note. A message that is
 * not known here is passed on as it is.
 */
final class CompilerMessages {
    private static final Pattern UNRESOLVED = Pattern.compile("Unresolved reference '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern NO_VALUE = Pattern.compile("No value passed for parameter '(\\w+)'\\.");
    private static final Pattern NO_PARAMETER = Pattern.compile("No parameter with name '(\\w+)' found\\.");
    private static final Pattern MISMATCH =
            Pattern.compile("\\w+ type mismatch: actual type is '([^']+)', but '([^']+)' was expected\\.");
    private static final Pattern MISPLACED =
            Pattern.compile("'fun (?:<.*> )?(\\w+)\\(.*' cannot be called in this context.*");
    private static final String SYNTAX = "Syntax error";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Int", "a bare number"),
            Map.entry("Long", "a bare number"),
            Map.entry("Double", "a bare number"),
            Map.entry("String", "text"),
            Map.entry("Duration", "a duration"),
            Map.entry("Percent", "a percentage"),
            Map.entry("PercentagePoints", "percentage points"),
            Map.entry("PerSecond", "a rate"),
            Map.entry("Radius", "a blast radius"),
            Map.entry("Growth", "a change relative to the baseline"),
            Map.entry("Service", "a service"),
            Map.entry("Dependency", "a dependency"),
            Map.entry("DeclaredLoad", "a load"),
            Map.entry("Limit", "a limit"));

    /** How each kind is written; {@code N} stands for the number. */
    private static final Map<String, String> WRITTEN = Map.of(
            "Duration", "write N.milliseconds or N.seconds",
            "Percent", "write N.percent",
            "PercentagePoints", "write N.percentagePoints",
            "PerSecond", "write N.perSecond",
            "Radius", "write N.percent of requests, N.percent of connections, or all",
            "Growth", "write N.percent.ofBaseline",
            "Limit", "write load.errorRate above N.percent",
            "Dependency", "give it what dependency(\"…\") { … } returned",
            "Service", "give it what service(\"…\") { … } returned");

    private static final Map<String, String> MISSING = Map.of(
            "hold", "a rung needs to say how long it is held",
            "delay", "a rung of latency needs to say how long the delay is",
            "radius", "a rung needs to say how much it touches",
            "on", "this needs to say what it acts on");

    private static final Map<String, String> ADD = Map.of(
            "hold", "add hold = 30.seconds",
            "delay", "add a duration: rung(20.percent of requests, 100.milliseconds, hold = 30.seconds)",
            "radius", "add 20.percent of requests, or all",
            "on", "add on = …");

    private final ScriptSource source;
    private final Set<String> words = Vocabulary.language();
    private final Set<String> declared;

    private CompilerMessages(ScriptSource source) {
        this.source = source;
        this.declared = Vocabulary.declaredIn(source);
    }

    static List<Problem> of(ScriptSource source, List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return List.of();
        }
        CompilerMessages messages = new CompilerMessages(source);
        return messages.worthSaying(diagnostics).stream().map(messages::problem).toList();
    }

    /** Without what only follows from another mistake. */
    private List<Diagnostic> worthSaying(List<Diagnostic> all) {
        Optional<Diagnostic> syntax = all.stream()
                .filter(diagnostic -> diagnostic.message().startsWith(SYNTAX))
                .findFirst();
        if (syntax.isPresent()) {
            return List.of(syntax.get());
        }
        List<Diagnostic> causes = new ArrayList<>(all);
        causes.removeIf(diagnostic -> follows(diagnostic, all));
        return causes.isEmpty() ? all : causes;
    }

    private boolean follows(Diagnostic diagnostic, List<Diagnostic> all) {
        Matcher unresolved = UNRESOLVED.matcher(diagnostic.message());
        if (unresolved.matches()) {
            return words.contains(unresolved.group(1)) || declared.contains(unresolved.group(1));
        }
        boolean misnamed = all.stream()
                .anyMatch(other -> other.line() == diagnostic.line()
                        && NO_PARAMETER.matcher(other.message()).matches());
        return misnamed && NO_VALUE.matcher(diagnostic.message()).matches();
    }

    private Problem problem(Diagnostic diagnostic) {
        String message = diagnostic.message();
        if (message.startsWith(SYNTAX)) {
            return syntax(diagnostic);
        }
        if (message.startsWith("'val' cannot be reassigned")) {
            return reassigned(diagnostic);
        }
        return told(UNRESOLVED, diagnostic, this::unresolved)
                .or(() -> told(NO_VALUE, diagnostic, this::noValue))
                .or(() -> told(NO_PARAMETER, diagnostic, this::noParameter))
                .or(() -> told(MISMATCH, diagnostic, this::mismatch))
                .or(() -> told(MISPLACED, diagnostic, this::misplaced))
                .orElseGet(() -> told(diagnostic, new Words(message, "", "")));
    }

    /**
     * @param note the compiler's own words, if what is said differs from them
     */
    private record Words(String what, String mend, String note) {}

    private interface Teller {
        Words tell(Diagnostic diagnostic, MatchResult match);
    }

    private Optional<Problem> told(Pattern pattern, Diagnostic diagnostic, Teller teller) {
        Matcher matcher = pattern.matcher(diagnostic.message());
        return matcher.matches() ? Optional.of(told(diagnostic, teller.tell(diagnostic, matcher))) : Optional.empty();
    }

    private Problem told(Diagnostic diagnostic, Words words) {
        SourceRef at = diagnostic.line() > 0 ? new SourceRef(source.name(), diagnostic.line()) : SourceRef.NONE;
        Problem.Severity severity = diagnostic.isError() ? Problem.Severity.ERROR : Problem.Severity.WARNING;
        boolean ofCall = NO_VALUE.matcher(diagnostic.message()).matches();
        int column = ofCall ? callColumn(diagnostic) : diagnostic.column();
        int end = column == diagnostic.column() ? diagnostic.endColumn() : 0;
        return new Problem(severity, words.what(), words.mend(), at, column, end, words.note());
    }

    private Words unresolved(Diagnostic diagnostic, MatchResult match) {
        String name = match.group(1);
        if (declared.contains(name)) {
            return new Words(
                    "`" + name + "` is not known at this line",
                    "declare it above, outside of any other block",
                    diagnostic.message());
        }
        if (words.contains(name)) {
            String mend = Vocabulary.blockOf(name)
                    .map(block -> "it belongs inside " + block + " { … }")
                    .orElse("");
            return new Words("`" + name + "` means nothing here", mend, diagnostic.message());
        }
        Set<String> known = new TreeSet<>(words);
        known.addAll(declared);
        String mend = Nearest.to(name, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("declare it first, or put text in quotes");
        return new Words("nothing here is called `" + name + "`", mend, diagnostic.message());
    }

    private Words noValue(Diagnostic diagnostic, MatchResult match) {
        String name = match.group(1);
        return new Words(
                MISSING.getOrDefault(name, "a value for `" + name + "` is missing"),
                ADD.getOrDefault(name, name.equals("block") ? "add { … }" : "add " + name + " = …"),
                diagnostic.message());
    }

    private Words noParameter(Diagnostic diagnostic, MatchResult match) {
        String name = match.group(1);
        String mend = Nearest.to(name, Vocabulary.parameters())
                .map(near -> "did you mean `" + near + "`?")
                .orElse("");
        return new Words("nothing here can be given as `" + name + "`", mend, diagnostic.message());
    }

    private Words mismatch(Diagnostic diagnostic, MatchResult match) {
        String actual = match.group(1).replace("?", "");
        String expected = match.group(2).replace("?", "");
        if (!KINDS.containsKey(expected)) {
            return new Words(diagnostic.message(), "", "");
        }
        String is = KINDS.getOrDefault(actual, "`" + actual + "`");
        String written = text(diagnostic)
                .filter(text -> text.matches("[0-9.]+(?:\\.percent)?"))
                .orElse("20");
        String mend = WRITTEN.getOrDefault(expected, "").replace("N", written.replace(".percent", ""));
        return new Words("this is " + is + ", where " + KINDS.get(expected) + " is needed", mend, diagnostic.message());
    }

    private Words misplaced(Diagnostic diagnostic, MatchResult match) {
        return new Words(
                "`" + match.group(1) + "` does not belong inside this block",
                "move it out: is a } missing before it?",
                diagnostic.message());
    }

    private Problem reassigned(Diagnostic diagnostic) {
        String name = text(diagnostic).orElse("this");
        return told(
                diagnostic,
                new Words(
                        "`" + name + "` here is the val of that name, which cannot be changed",
                        "give the val another name, or write this." + name + " = … to mean the setting",
                        diagnostic.message()));
    }

    private Problem syntax(Diagnostic diagnostic) {
        String line = source.line(diagnostic.line()).orElse("");
        String note = diagnostic.message();
        if (line.replace("\\\"", "").chars().filter(c -> c == '"').count() % 2 == 1) {
            return told(diagnostic, new Words("a text in this line has no closing quote", "close it with \"", note));
        }
        if (line.contains(" ofBaseline")) {
            return told(diagnostic, new Words("`ofBaseline` needs a dot", "write 20.percent.ofBaseline", note));
        }
        if (note.contains("Expecting '}'")) {
            String mend = Braces.leftOpen(source.lines())
                    .map(open -> "add } — the { of line " + open + " seems to be the one left open")
                    .orElse("add }");
            return told(diagnostic, new Words("a { is never closed", mend, note));
        }
        return told(diagnostic, new Words("this line cannot be read", "", note));
    }

    private Optional<String> text(Diagnostic diagnostic) {
        int from = diagnostic.column() - 1;
        int to = diagnostic.endColumn() - 1;
        return source.line(diagnostic.line())
                .filter(line -> from >= 0 && from < to && to <= line.length())
                .map(line -> line.substring(from, to));
    }

    /** The compiler points at the last argument; the name of what is called is where a reader looks first. */
    private int callColumn(Diagnostic diagnostic) {
        String line = source.line(diagnostic.line()).orElse("");
        int depth = 0;
        for (int i = Math.min(diagnostic.column() - 2, line.length() - 1); i > 0; i--) {
            depth += line.charAt(i) == ')' ? 1 : line.charAt(i) == '(' ? -1 : 0;
            if (depth < 0) {
                int start = i;
                while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
                    start--;
                }
                return start < i ? start + 1 : diagnostic.column();
            }
        }
        return diagnostic.column();
    }
}
