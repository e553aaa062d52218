package dev.tensile.specimen;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Delivered;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Outcome;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.run.Samples;
import dev.tensile.run.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a {@link Scenario} makes of its plan: events in the order in which the runner writes them, and requests. */
final class MadeCourse {
    private static final long SECOND = 1_000_000_000L;
    private static final long COOL_DOWN = 8 * SECOND;

    private final Scenario scenario;
    private final List<Event> events = new ArrayList<>();
    private final Samples.Builder samples = new Samples.Builder(32_768);
    private final SplittableRandom random = new SplittableRandom(2026);
    private long now;

    MadeCourse(Scenario scenario) {
        this.scenario = scenario;
        events.add(new Event.Started(0, Instant.parse("2026-05-12T09:14:07Z"), "9d1c", Map.of()));
        events.add(new Event.PhaseStarted(0, Phase.Kind.BASELINE, 0));
        stretch(scenario.baseline, 45, Cohort.NONE);
        boolean steady = scenario.ending != Ending.NOT_STEADY;
        events.add(new Event.SteadyState(now, 0, steady, steady ? "steady" : scenario.lastWords));
        for (int rung = 1; rung <= scenario.rungs.size(); rung++) {
            rung(rung, scenario.rungs.get(rung - 1));
        }
    }

    Samples samples() {
        return samples.build();
    }

    List<Event> events(int recorded) {
        if (scenario.ending != Ending.CRASHED) {
            events.add(new Event.PhaseStarted(now, Phase.Kind.RECOVERY, 0));
            now += 20 * SECOND;
            events.add(new Event.LoadCounted(now, recorded + scenario.lost, recorded));
            Restoration restoration = scenario.rungs.isEmpty() ? Restoration.NOTHING_TO_RESTORE : scenario.restoration;
            events.add(new Event.Ended(now, scenario.ending, restoration, scenario.lastWords));
        }
        return events;
    }

    private void rung(int rung, Conduct conduct) {
        List<Dose> doses = scenario.plan.rung(rung).doses();
        for (int i = 0; i < doses.size(); i++) {
            Undo undo = new Undo("local", "link", Map.of("link", "payments"));
            events.add(new Event.Injecting(now, rung, i, doses.get(i).toString(), undo));
            events.add(new Event.Injected(now, rung, i));
        }
        events.add(new Event.PhaseStarted(now, Phase.Kind.HOLD, rung));
        boolean requests = doses.get(doses.size() - 1).radius().scope() == Scope.REQUESTS;
        int planned = (int) scenario.plan.rung(rung).hold().toSeconds();
        stretch(conduct, planned, requests ? Cohort.CONTROL : Cohort.NONE);
        boolean last = rung == scenario.rungs.size();
        if (last && scenario.ending == Ending.CRASHED && conduct.cutAfter() > 0) {
            partlyReverted(rung);
            events.add(new Event.HostLoad(now, 0.5));
            return;
        }
        revert(rung, doses);
        if (last && scenario.ending == Ending.GUARD_ABORTED) {
            boolean hard = scenario.guardrail < 0;
            events.add(new Event.GuardTripped(
                    now,
                    rung,
                    scenario.guardrail,
                    hard ? Double.POSITIVE_INFINITY : 812.4,
                    hard ? 0 : 0.087,
                    hard ? "hard stop: half of the requests failed." : "at least 8.7 % of the requests failed."));
        }
        events.add(new Event.PhaseStarted(now, Phase.Kind.COOL_DOWN, rung));
        events.add(new Event.Verified(now, rung, "link payments", scenario.restoration, "looked at"));
        now += COOL_DOWN;
        boolean back = !last || scenario.ending != Ending.DID_NOT_COME_BACK;
        events.add(new Event.SteadyState(now, rung, back, back ? "back inside the tolerance" : scenario.lastWords));
    }

    private void revert(int rung, List<Dose> doses) {
        for (int i = doses.size() - 1; i >= 0; i--) {
            List<Delivered> given = scenario.delivered.getOrDefault(rung, List.of());
            Delivered got = given.isEmpty() ? asAsked(doses.get(i)) : given.get(i);
            events.add(new Event.Reverting(now, rung, i, "its hold is over"));
            if (scenario.revertingFails != rung) {
                events.add(new Event.Reverted(now, rung, i, got));
            }
        }
    }

    /** The process was killed after the last doses were taken back, and before the first ones were. */
    private void partlyReverted(int rung) {
        List<Delivered> given = scenario.delivered.getOrDefault(rung, List.of());
        int doses = scenario.plan.rung(rung).doses().size();
        for (int i = 0; i < given.size(); i++) {
            events.add(new Event.Reverted(now, rung, doses - 1 - i, given.get(given.size() - 1 - i)));
        }
    }

    private static Delivered asAsked(Dose dose) {
        double share = dose.radius().share().fraction();
        return new Delivered.Traffic(
                20, Math.round(20 * share), 7000, Math.round(7000 * share), 0, 0, 0, Delivered.Delays.NONE);
    }

    private void stretch(Conduct conduct, int planned, Cohort outside) {
        long from = now;
        long length = (conduct.cutAfter() > 0 ? conduct.cutAfter() : planned) * SECOND;
        double gap = SECOND / conduct.rate();
        boolean poisson = scenario.arrivals == Arrivals.POISSON;
        for (double at = poisson ? pause(gap) : gap / 2; at < length; at += poisson ? pause(gap) : gap) {
            request(from + (long) at, conduct, at >= length / 2.0 ? conduct.jump() : 1, outside);
        }
        now = from + length;
    }

    private double pause(double gap) {
        return -gap * Math.log(1 - random.nextDouble());
    }

    private void request(long due, Conduct conduct, double factor, Cohort outside) {
        long latency = (long) (factor * conduct.median() * 1e6 * Math.exp(0.35 * random.nextGaussian()));
        boolean failed = random.nextDouble() < conduct.failing();
        boolean degraded = !failed && random.nextDouble() < conduct.degraded();
        boolean inside = random.nextDouble() < conduct.inside();
        samples.add(
                due,
                due + (long) (conduct.lag() * 1e6),
                latency,
                failed ? Outcome.ERROR : degraded ? Outcome.DEGRADED : Outcome.OK,
                outside == Cohort.CONTROL && inside ? Cohort.TARGET : outside,
                failed ? Cause.STATUS : Cause.NONE,
                0,
                failed ? 500 : 200);
    }
}
