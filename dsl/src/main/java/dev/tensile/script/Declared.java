package dev.tensile.script;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was declared, and everything that is wrong with it. */
public final class Declared {
    private final Experiment draft;
    private final List<Problem> problems;

    /** A draft with errors holds stand-ins for what was refused; it is never handed out. */
    Declared(Experiment draft, List<Problem> problems) {
        this.draft = draft;
        this.problems = List.copyOf(problems);
    }

    /** The experiment, unless a problem is an error. */
    public Optional<Experiment> experiment() {
        return problems.stream().anyMatch(Problem::isError) ? Optional.empty() : Optional.of(draft);
    }

    /** Errors and warnings, in order of discovery. */
    public List<Problem> problems() {
        return problems;
    }

    /** The experiment; for tests and programs that have no way to go on without it. */
    public Experiment orThrow() {
        return experiment()
                .orElseThrow(() -> new IllegalArgumentException(problems.stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.at() + ": " + problem.what() + " (" + problem.mend() + ")")
                        .collect(Collectors.joining("\n"))));
    }
}
