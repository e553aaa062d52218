package dev.tensile.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds everything wrong with an experiment at once, before anything is touched. */
public final class Validation {
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(30);

    private final Experiment experiment;
    private final List<Problem> problems = new ArrayList<>();

    private Validation(Experiment experiment) {
        this.experiment = experiment;
    }

    /** Errors stop a run; warnings say what the run will not be able to show. In order of declaration. */
    public static List<Problem> of(Experiment experiment) {
        Validation validation = new Validation(experiment);
        validation.people();
        validation.names();
        validation.loads();
        validation.hypothesis();
        validation.mechanisms();
        validation.guardrails();
        validation.ladder();
        validation.durations();
        return List.copyOf(validation.problems);
    }

    private void people() {
        if (experiment.owner().isBlank()) {
            warning(
                    experiment.at(),
                    "the experiment has no owner",
                    "add owner = \"team-…\": the report says who answers for it");
        }
        if (experiment.because().isBlank()) {
            warning(experiment.at(), "the experiment does not say why it is run", "add because = \"…\"");
        }
    }

    private void names() {
        Set<String> seen = new HashSet<>();
        for (Target target : experiment.targets()) {
            if (!seen.add(target.name())) {
                error(target.at(), "two targets are called \"" + target.name() + "\"", "give each its own name");
            }
        }
        Set<String> loads = new HashSet<>();
        for (Load load : experiment.loads()) {
            if (!loads.add(load.name())) {
                error(load.at(), "two loads are called \"" + load.name() + "\"", "give each its own name");
            }
        }
        Set<HostPort> listens = new HashSet<>();
        for (Target target : experiment.targets()) {
            if (target instanceof Dependency dependency) {
                dependency
                        .local()
                        .map(LocalLink::listen)
                        .filter(listen -> !listens.add(listen))
                        .ifPresent(listen ->
                                error(dependency.at(), "two links listen on " + listen, "give each its own port"));
            }
        }
    }

    private void loads() {
        if (experiment.loads().isEmpty()) {
            error(
                    experiment.at(),
                    "the experiment has no load: nothing would be observed",
                    "add load(\"…\", on = service) { get(\"/…\") }");
        }
        for (Load load : experiment.loads()) {
            if (load.requests().isEmpty()) {
                error(
                        load.at(),
                        "the load \"" + load.name() + "\" sends no requests",
                        "add get(\"/…\") or post(\"/…\")");
            }
        }
    }

    private void hypothesis() {
        if (experiment.hypothesis().isEmpty()) {
            error(
                    experiment.at(),
                    "the experiment has no hypothesis: no verdict would be possible",
                    "add hypothesis { expect(load.p99) below 500.milliseconds }");
        }
        Set<String> seen = new HashSet<>();
        for (Expectation expectation : experiment.hypothesis()) {
            knownLoad(expectation.metric(), expectation.at());
            if (!seen.add(expectation.metric().label() + expectation.tolerance().isRelative())) {
                error(
                        expectation.at(),
                        "the expectation on " + expectation.metric().label() + " is declared twice",
                        "keep one of them");
            }
        }
    }

    private void mechanisms() {
        MechanismRules rules = new MechanismRules(experiment);
        experiment.mechanisms().forEach(expectation -> problems.addAll(rules.check(expectation)));
    }

    private void guardrails() {
        if (experiment.guardrails().stream().noneMatch(Guardrail::canTrip)) {
            error(
                    experiment.at(),
                    "the experiment has no guardrail that can trip: nothing would stop it when it does harm",
                    "add guardrails { abortWhen(load.errorRate above 5.percent) }");
        }
        experiment.guardrails().forEach(guardrail -> knownLoad(guardrail.metric(), guardrail.at()));
    }

    private void knownLoad(Metric metric, SourceRef at) {
        List<String> names = experiment.loads().stream().map(Load::name).toList();
        if (!names.contains(metric.load())) {
            error(at, "there is no load called \"" + metric.load() + "\"", Nearest.hint(metric.load(), names));
        }
    }

    private void ladder() {
        List<Rung> rungs = experiment.ladder().rungs();
        if (rungs.isEmpty()) {
            error(
                    experiment.at(),
                    "the ladder has no rung: nothing would be injected",
                    "add ladder(latency(on = …)) { rung(10.percent of requests, 50.milliseconds, hold = 30.seconds) }");
        }
        for (int i = 0; i < rungs.size(); i++) {
            for (Dose dose : rungs.get(i).doses()) {
                knownTarget(dose.fault().on(), rungs.get(i).at());
            }
            if (i > 0 && size(rungs.get(i)) < size(rungs.get(i - 1))) {
                error(
                        rungs.get(i).at(),
                        "rung " + (i + 1) + " (" + rungs.get(i) + ") is gentler than rung " + i + " ("
                                + rungs.get(i - 1) + ")",
                        "order the rungs from small to large: start small, widen gradually");
            }
        }
    }

    private static double size(Rung rung) {
        return rung.doses().stream().mapToDouble(Dose::size).sum();
    }

    private void knownTarget(Target target, SourceRef at) {
        if (!experiment.targets().contains(target)) {
            error(
                    at,
                    "the ladder hurts \"" + target.name() + "\", which this experiment does not declare",
                    Nearest.hint(
                            target.name(),
                            experiment.targets().stream().map(Target::name).toList()));
        }
    }

    private void durations() {
        tooShort(experiment.at(), "the baseline", experiment.baseline().minus(experiment.settle()));
        for (int i = 0; i < experiment.ladder().rungs().size(); i++) {
            Rung rung = experiment.ladder().rungs().get(i);
            tooShort(rung.at(), "rung " + (i + 1), rung.hold().minus(experiment.settle()));
        }
    }

    private void tooShort(SourceRef at, String what, Duration judged) {
        if (judged.compareTo(SHORTEST_WINDOW) < 0) {
            warning(
                    at,
                    what + " leaves " + Quantities.text(judged) + " to judge after "
                            + Quantities.text(experiment.settle()) + " to settle; less than 30 s cannot be judged",
                    "make it at least " + Quantities.text(SHORTEST_WINDOW.plus(experiment.settle())));
        }
    }

    private void error(SourceRef at, String what, String mend) {
        problems.add(Problem.error(at, what, mend));
    }

    private void warning(SourceRef at, String what, String mend) {
        problems.add(Problem.warning(at, what, mend));
    }
}
