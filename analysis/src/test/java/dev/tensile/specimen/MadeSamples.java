package dev.tensile.specimen;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Event;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.run.Sample;
import dev.tensile.run.Samples;
import java.util.List;
import java.util.SplittableRandom;

/** Requests at 200 per second with a log-normal latency under a load that drifts, and faults on top. */
final class MadeSamples {
    private static final long TIMEOUT = 3_000_000_000L;

    private final Story story;
    private final Plan plan;
    private final List<Phase> phases;
    private final long end;
    private final SplittableRandom random = new SplittableRandom(42);

    MadeSamples(Story story, Plan plan, MadeEvents events) {
        Run bare = new Run("", plan, "", events.list(), Samples.NONE);
        this.story = story;
        this.plan = plan;
        this.phases = bare.phases();
        this.end = bare.of(Event.Ended.class).isEmpty() ? bare.lastNanos() - 800_000_000L : bare.lastNanos();
    }

    Samples samples() {
        if (story == Story.NO_SAMPLES) {
            return Samples.NONE;
        }
        Samples.Builder builder = new Samples.Builder(64_000);
        double drift = 0;
        long gap = 5_000_000L;
        for (long due = 0; due < end; due += gap) {
            if (due % 1_000_000_000L == 0) {
                drift = 0.8 * drift + 0.05 * random.nextGaussian();
            }
            builder.add(request(due, drift));
        }
        return builder.build();
    }

    private Sample request(long due, double drift) {
        double ok = 20e6 * Math.exp(0.35 * random.nextGaussian() + drift) + (random.nextInt(50) == 0 ? 25e6 : 0);
        int endpoint = random.nextInt(5) == 0 ? 1 : 0;
        long start = due + 40_000 + random.nextInt(90_000);
        Phase phase = phase(due);
        double latency = ok;
        Outcome outcome = random.nextInt(1500) == 0 ? Outcome.ERROR : Outcome.OK;
        Cause cause = outcome == Outcome.OK ? Cause.NONE : Cause.STATUS;
        int status = outcome == Outcome.OK ? 200 : 500;
        Cohort cohort = Cohort.NONE;
        if (phase.kind() == Phase.Kind.HOLD && endpoint == 0 && story != Story.INVALID) {
            Dose dose = plan.rung(phase.rung()).doses().get(0);
            boolean inside = random.nextDouble() < dose.radius().share().fraction();
            cohort = inside ? Cohort.TARGET : Cohort.CONTROL;
            double delay = ((Intensity.Delay) dose.intensity()).delay().toNanos();
            latency += inside ? delay * (0.9 + 0.2 * random.nextDouble()) : 0;
            boolean broken = phase.rung() == story.turningPoint();
            double failing = broken ? failing() : 0;
            if (inside && random.nextDouble() < failing) {
                boolean slow = random.nextInt(3) > 0;
                outcome = slow ? Outcome.TIMEOUT : Outcome.REJECTED;
                cause = slow ? Cause.TIMED_OUT : Cause.STATUS;
                status = slow ? 0 : 503;
                latency = slow ? TIMEOUT : 4e6;
            } else if (inside && random.nextDouble() < (phase.rung() - 1) * 0.012) {
                outcome = Outcome.DEGRADED;
                cause = Cause.NONE;
                status = 200;
            }
        }
        if (story == Story.NOT_STEADY || (isRinging(phase, due) && endpoint == 0)) {
            latency += 1.4e9 * random.nextDouble();
        }
        return new Sample(due, start, (long) Math.min(latency, TIMEOUT), outcome, cohort, cause, endpoint, status);
    }

    private double failing() {
        return switch (story) {
            case GUARD_ABORTED -> 0.3;
            case HARD_STOP -> 0.9;
            case INCONCLUSIVE -> 0.013;
            case STOPPED, CRASHED, FAILED -> 0.002;
            default -> 0.06;
        };
    }

    /** The seconds after the worst rung, in which queues drain. */
    private boolean isRinging(Phase phase, long due) {
        boolean after = phase.kind() == Phase.Kind.COOL_DOWN || phase.kind() == Phase.Kind.RECOVERY;
        boolean worst = phase.rung() == story.turningPoint() || phase.kind() == Phase.Kind.RECOVERY;
        if (story == Story.DID_NOT_COME_BACK) {
            return after && worst;
        }
        boolean first = phase.kind() == Phase.Kind.COOL_DOWN || story.cutAfter() > 0;
        return after && worst && first && story.turningPoint() < 4 && due - phase.startNanos() < 6_500_000_000L;
    }

    private Phase phase(long due) {
        return phases.stream()
                .filter(phase -> due >= phase.startNanos() && due < phase.endNanos())
                .findFirst()
                .orElse(phases.get(phases.size() - 1));
    }
}
