package dev.tensile.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with the expectations on mechanisms of an experiment. Asked for each of them once, in order. */
final class MechanismRules {
    private final Experiment experiment;
    private final Set<Mechanism> seen = new HashSet<>();

    MechanismRules(Experiment experiment) {
        this.experiment = experiment;
    }

    List<Problem> check(MechanismExpectation expectation) {
        List<Problem> problems = new ArrayList<>();
        Mechanism mechanism = expectation.mechanism();
        SourceRef at = expectation.at();
        if (!seen.add(mechanism)) {
            problems.add(Problem.error(
                    at, "the expectation on the " + mechanism.label() + " is declared twice", "keep one of them"));
        }
        if (mechanism instanceof Mechanism.Breaker || mechanism instanceof Mechanism.Retries) {
            dependency(mechanism.about(), at).ifPresent(problems::add);
        } else if (mechanism instanceof Mechanism.Recovery) {
            watched(expectation).ifPresent(problems::add);
        } else {
            load(expectation).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<Problem> dependency(String name, SourceRef at) {
        List<String> names = experiment.targets().stream()
                .filter(Dependency.class::isInstance)
                .map(Target::name)
                .toList();
        return names.contains(name)
                ? Optional.empty()
                : Optional.of(
                        Problem.error(at, "there is no dependency called \"" + name + "\"", Nearest.hint(name, names)));
    }

    private Optional<Problem> load(MechanismExpectation expectation) {
        Mechanism mechanism = expectation.mechanism();
        Optional<Load> load = experiment.loads().stream()
                .filter(one -> one.name().equals(mechanism.about()))
                .findFirst();
        if (load.isEmpty()) {
            List<String> names = experiment.loads().stream().map(Load::name).toList();
            return Optional.of(Problem.error(
                    expectation.at(),
                    "there is no load called \"" + mechanism.about() + "\"",
                    Nearest.hint(mechanism.about(), names)));
        }
        return visible(expectation, load.get());
    }

    /** Whether the load can show what is expected at all. */
    private static Optional<Problem> visible(MechanismExpectation expectation, Load load) {
        Mechanism mechanism = expectation.mechanism();
        if (mechanism instanceof Mechanism.Fallback
                && load.answers().degradedHeaders().isEmpty()) {
            return error(
                    expectation,
                    "the load \"" + load.name() + "\" does not say what a degraded answer looks like, so no fallback"
                            + " could be seen",
                    "add degradedWhen { header(\"X-Degraded\") equalTo \"true\" } to the load");
        }
        if (mechanism instanceof Mechanism.Bulkhead bulkhead) {
            return split(expectation, bulkhead, load);
        }
        Duration bound = expectation
                .promise(Promise.BoundedAt.class)
                .map(Promise.BoundedAt::limit)
                .orElse(Duration.ZERO);
        if (bound.compareTo(load.timeout()) >= 0) {
            return error(
                    expectation,
                    "the load \"" + load.name() + "\" itself gives up after " + Quantities.text(load.timeout())
                            + ", so a bound of " + Quantities.text(bound) + " could not be seen",
                    "make the timeout of the load longer than the bound");
        }
        double rate = expectation
                .promise(Promise.AcceptsAtMost.class)
                .map(accepts -> accepts.rate().perSecond())
                .orElse(0.0);
        if (rate >= load.rate().perSecond()) {
            return error(
                    expectation,
                    "the load \"" + load.name() + "\" offers " + load.rate() + ", so a limit of " + new Rate(rate)
                            + " is never met",
                    "offer more than the limit");
        }
        return Optional.empty();
    }

    private static Optional<Problem> split(MechanismExpectation expectation, Mechanism.Bulkhead bulkhead, Load load) {
        List<String> paths =
                load.requests().stream().map(RequestTemplate::route).toList();
        if (!paths.contains(bulkhead.path())) {
            return error(
                    expectation,
                    "the load \"" + load.name() + "\" sends no request to " + bulkhead.path(),
                    Nearest.hint(bulkhead.path(), paths));
        }
        return paths.stream().allMatch(bulkhead.path()::equals)
                ? error(
                        expectation,
                        "every request of the load \"" + load.name() + "\" is inside the bulkhead, so nothing is"
                                + " left to suffer outside of it",
                        "add the requests that may suffer to the load")
                : Optional.empty();
    }

    private Optional<Problem> watched(MechanismExpectation expectation) {
        Duration limit = expectation
                .promise(Promise.RecoversWithin.class)
                .map(Promise.RecoversWithin::limit)
                .orElse(Duration.ZERO);
        Duration needed = limit.plusSeconds(15);
        return experiment.recovery().compareTo(needed) < 0
                ? Optional.of(Problem.warning(
                        expectation.at(),
                        "recovery is watched for " + Quantities.text(experiment.recovery())
                                + "; whether the system comes back within " + Quantities.text(limit)
                                + " needs some seconds more to be shown",
                        "write recovery(" + needed.toSeconds() + ".seconds) or more"))
                : Optional.empty();
    }

    private static Optional<Problem> error(MechanismExpectation expectation, String what, String mend) {
        return Optional.of(Problem.error(expectation.at(), what, mend));
    }
}
