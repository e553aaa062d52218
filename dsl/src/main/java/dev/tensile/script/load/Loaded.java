package dev.tensile.script.load;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Problem;
import java.util.List;
import java.util.Optional;

/** A script that was loaded, for better or worse. */
public final class Loaded {
    private final ScriptSource source;
    private final Optional<Experiment> experiment;
    private final List<Problem> problems;

    Loaded(ScriptSource source, Optional<Experiment> experiment, List<Problem> problems) {
        this.source = source;
        this.experiment = experiment;
        this.problems = List.copyOf(problems);
    }

    static Loaded failed(ScriptSource source, List<Problem> problems) {
        return new Loaded(source, Optional.empty(), problems);
    }

    public ScriptSource source() {
        return source;
    }

    /** The experiment, unless a problem is an error. */
    public Optional<Experiment> experiment() {
        return experiment;
    }

    /** Errors and warnings, by line. */
    public List<Problem> problems() {
        return problems;
    }
}
