package dev.tensile.script.load;

import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import dev.tensile.script.compile.Diagnostic;
import java.util.List;

/** Says in a user's words what the Kotlin compiler says in its own, which are kept as a note. */
final class CompilerMessages {
    private CompilerMessages() {}

    static List<Problem> of(ScriptSource source, List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(diagnostic -> problem(source, diagnostic)).toList();
    }

    private static Problem problem(ScriptSource source, Diagnostic diagnostic) {
        SourceRef at = diagnostic.line() > 0 ? new SourceRef(source.name(), diagnostic.line()) : SourceRef.NONE;
        return new Problem(
                diagnostic.isError() ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                diagnostic.message(), "", at, diagnostic.column(), diagnostic.endColumn(), "");
    }
}
