package dev.tensile.engine;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Problem;
import java.util.List;
import java.util.Optional;

/** What a plan expects of mechanisms, and nobody will be able to see. Warnings: the run shows something, but not that. */
public final class Unseen {
    private Unseen() {}

    /** In the order of the hypothesis. */
    public static List<Problem> of(Plan plan, Engine engine) {
        return plan.experiment().mechanisms().stream()
                .filter(expectation -> expectation.mechanism() instanceof Mechanism.Breaker
                        || expectation.mechanism() instanceof Mechanism.Retries)
                .flatMap(expectation -> problem(plan, engine, expectation).stream())
                .toList();
    }

    private static Optional<Problem> problem(Plan plan, Engine engine, MechanismExpectation expectation) {
        String dependency = expectation.mechanism().about();
        String label = expectation.mechanism().label();
        if (!engine.seesTraffic()) {
            return Optional.of(Problem.warning(
                    expectation.at(),
                    "the engine " + engine.name() + " does not see what passes to " + dependency + ", so the " + label
                            + " cannot be observed and the verdict will be invalid",
                    "run it on the engine local, or leave this expectation out"));
        }
        List<Dose> hurting = plan.experiment().ladder().rungs().stream()
                .flatMap(rung -> rung.doses().stream())
                .filter(dose -> dose.fault().on().name().equals(dependency))
                .toList();
        if (hurting.isEmpty()) {
            return Optional.of(Problem.warning(
                    expectation.at(),
                    "no rung touches " + dependency + ", so the " + label + " has no reason to act and the verdict will"
                            + " stay open",
                    "hurt " + dependency + " on a rung, or leave this expectation out"));
        }
        boolean deaf = hurting.stream()
                .anyMatch(dose -> dose.fault() instanceof LinkFault.Refuse
                        && dose.radius().share().fraction() == 1);
        return deaf && expectation.mechanism() instanceof Mechanism.Breaker
                ? Optional.of(Problem.warning(
                        expectation.at(),
                        "a rung refuses every connection to " + dependency + ": nothing listens then, so nobody can"
                                + " count who calls, and the " + label + " cannot be observed",
                        "refuse fewer connections, such as 95.percent of connections, or use reset"))
                : Optional.empty();
    }
}
