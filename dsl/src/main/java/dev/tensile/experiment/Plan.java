package dev.tensile.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An experiment unrolled into steps and resolved for one engine. It is all that a run needs: the script is not
 * evaluated again. Stored, with a digest of its bytes, before anything is touched.
 *
 * @param script the file it came from, for people
 * @param scriptDigest SHA-256 of the script, in hex; empty if it did not come from one
 * @param seed of every random draw: arrivals, request mix, trace ids, blast radius, jitter
 */
public record Plan(
        int version,
        String engine,
        String script,
        String scriptDigest,
        long seed,
        Experiment experiment,
        List<Step> steps) {
    public static final int VERSION = 2;

    /** How long after the end of its hold a fault is reverted by the engine alone. */
    private static final Duration TIME_LIMIT_MARGIN = Duration.ofSeconds(10);

    private static final Duration STEADY_WINDOW = Duration.ofSeconds(5);

    public Plan {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "this plan has version " + version + ", this Tensile reads version " + VERSION);
        }
        steps = List.copyOf(steps);
    }

    /** Unrolls a valid experiment. */
    public static Plan of(Experiment experiment, String engine, String script, String scriptDigest, long seed) {
        List<Step> steps = new ArrayList<>();
        if (!experiment.warmUp().isZero()) {
            steps.add(new Step.WarmUp(experiment.warmUp()));
        }
        steps.add(new Step.Baseline(experiment.baseline()));
        steps.add(new Step.SteadyStateCheck(0, STEADY_WINDOW, STEADY_WINDOW));
        List<Rung> rungs = experiment.ladder().rungs();
        for (int rung = 1; rung <= rungs.size(); rung++) {
            addRung(steps, rung, rungs.get(rung - 1), experiment.ladder().coolDown());
        }
        steps.add(new Step.Recovery(experiment.recovery()));
        return new Plan(VERSION, engine, script, scriptDigest, seed, experiment, steps);
    }

    private static void addRung(List<Step> steps, int number, Rung rung, Duration coolDown) {
        for (int dose = 0; dose < rung.doses().size(); dose++) {
            Fault fault = rung.doses().get(dose).fault();
            String undo = "lift the " + fault.kind() + " from " + fault.on().name();
            steps.add(new Step.Inject(number, dose, timeLimit(rung, dose), undo));
        }
        steps.add(new Step.Hold(number, rung.hold()));
        steps.add(new Step.Revert(number));
        steps.add(new Step.CoolDown(number, coolDown));
        steps.add(new Step.SteadyStateCheck(
                number, STEADY_WINDOW, coolDown.multipliedBy(2).plus(STEADY_WINDOW)));
    }

    /** A dose has to last until those after it are in force, and then for the hold. */
    private static Duration timeLimit(Rung rung, int dose) {
        return rung.doses().stream()
                .skip(dose + 1L)
                .map(Dose::shownWithin)
                .reduce(rung.hold().plus(TIME_LIMIT_MARGIN), Duration::plus);
    }

    /** After how long in force the engine lifts a fault by itself, at most. */
    public Duration longestTimeLimit() {
        return steps.stream()
                .filter(Step.Inject.class::isInstance)
                .map(step -> ((Step.Inject) step).timeLimit())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public Rung rung(int number) {
        return experiment.ladder().rungs().get(number - 1);
    }

    /** How long the run takes if nothing stops it and steady state is back at once. */
    public Duration expectedDuration() {
        return steps.stream().map(Step::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
