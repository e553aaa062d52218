package dev.tensile.script;

import dev.tensile.experiment.Problem;
import dev.tensile.experiment.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script is given when it is evaluated, and what it leaves behind. */
public final class Declarations {
    private final Map<String, String> settings;
    private final List<SourceRef> places = new ArrayList<>();
    private final List<Declared> experiments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Exception> thrown = new ArrayList<>();

    /**
     * @param settings values of parameters by name, as written on the command line
     */
    public Declarations(Map<String, String> settings) {
        this.settings = new LinkedHashMap<>(settings);
    }

    public Map<String, String> settings() {
        return settings;
    }

    /** Where experiments begin, in order. */
    public List<SourceRef> places() {
        return List.copyOf(places);
    }

    /** Each experiment that was declared to its end. */
    public List<Declared> experiments() {
        return List.copyOf(experiments);
    }

    /** What was wrong with experiments that were not declared to their end. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What the script's own code threw inside an experiment. */
    public List<Exception> thrown() {
        return List.copyOf(thrown);
    }

    void begin(SourceRef at) {
        places.add(at);
    }

    void add(Declared experiment) {
        experiments.add(experiment);
    }

    void failed(List<Problem> soFar, Exception exception) {
        problems.addAll(soFar);
        thrown.add(exception);
    }
}
