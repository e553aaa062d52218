package dev.tensile.specimen;

import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Plan;
import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happened, in order. */
final class MadeEvents {
    private static final long SECOND = 1_000_000_000L;

    private final Story story;
    private final Plan plan;
    private final List<Event> events = new ArrayList<>();
    private long now;

    MadeEvents(Story story, Plan plan) {
        this.story = story;
        this.plan = plan;
        tell();
    }

    List<Event> list() {
        return events;
    }

    private void tell() {
        events.add(new Event.Started(
                0,
                Instant.parse("2026-05-12T09:14:07.311Z"),
                "9d1c",
                Map.of("os", "Linux 6.1 amd64", "java", "17.0.15", "cpus", "2", "tensile", "0.1.0")));
        events.add(new Event.PhaseStarted(0, Phase.Kind.BASELINE, 0));
        now = 45 * SECOND;
        events.add(new Event.HostLoad(now, 0.41));
        boolean steady = story != Story.NOT_STEADY;
        events.add(new Event.SteadyState(
                now,
                0,
                steady,
                steady
                        ? "all expectations hold in the last 5 s"
                        : "shopping p99 is 1.9 s, limit 800 ms; shopping error rate is 4.2 %, limit 0.5 %"));
        boolean goOn = steady;
        for (int rung = 1; goOn && rung <= 3; rung++) {
            goOn = rung(rung);
        }
        if (story == Story.CRASHED) {
            return;
        }
        if (steady) {
            events.add(new Event.PhaseStarted(now, Phase.Kind.RECOVERY, 0));
            now += 60 * SECOND;
        }
        events.add(new Event.Ended(now, story.ending(), restoration(), ending()));
    }

    private boolean rung(int rung) {
        boolean turns = rung == story.turningPoint();
        String what = plan.rung(rung).toString();
        events.add(new Event.Injecting(
                now,
                rung,
                0,
                what,
                new Undo("local", "link", Map.of("control", "127.0.0.1:40111", "link", "payments"))));
        now += 3_200_000;
        events.add(new Event.Injected(now, rung, 0));
        events.add(new Event.PhaseStarted(now, Phase.Kind.HOLD, rung));
        boolean cut = turns && story.cutAfter() > 0;
        now += (cut ? story.cutAfter() : 35) * SECOND;
        if (cut && story == Story.CRASHED) {
            events.add(new Event.HostLoad(now, 0.5));
            return false;
        }
        String why = cut ? cut(rung) : "the hold is over";
        events.add(new Event.Reverting(now, rung, 0, why));
        now += 1_900_000;
        events.add(new Event.Reverted(now, rung, 0, delivered(rung, cut ? story.cutAfter() : 35)));
        events.add(verified(rung));
        if (cut) {
            return false;
        }
        events.add(new Event.PhaseStarted(now, Phase.Kind.COOL_DOWN, rung));
        now += 15 * SECOND;
        boolean back = !(turns && story == Story.DID_NOT_COME_BACK);
        events.add(new Event.SteadyState(
                now,
                rung,
                back,
                back ? "all expectations hold in the last 5 s" : "shopping p99 is 1.2 s, limit 800 ms"));
        events.add(new Event.RungJudged(now, rung, turns ? story.name() : "HELD"));
        return !turns;
    }

    private Event verified(int rung) {
        boolean residue = story == Story.RESIDUE && rung == 3;
        return new Event.Verified(
                now + 40_000_000,
                rung,
                "link payments",
                residue ? Restoration.RESIDUE : Restoration.VERIFIED,
                residue
                        ? "the link still delays: run `tensile recover`, or restart checkout so that it reconnects"
                        : "20 probes passed in 0.4 ms each, no fault listed");
    }

    private String cut(int rung) {
        if (story == Story.GUARD_ABORTED) {
            events.add(
                    new Event.GuardTripped(
                            now,
                            rung,
                            0,
                            812.4,
                            0.087,
                            "the guardrail \"shopping error rate below 5 %\" tripped 9 s into the rung: at least 8.7 % of the requests failed (limit 5 %, e-value 812)."));
            return "a guardrail tripped";
        }
        if (story == Story.HARD_STOP) {
            events.add(new Event.GuardTripped(
                    now,
                    rung,
                    -1,
                    Double.POSITIVE_INFINITY,
                    0,
                    "hard stop 4 s into the rung: at least half of the requests of shopping failed for 3 seconds."));
            return "hard stop";
        }
        return story == Story.STOPPED ? "Ctrl-C" : "the engine died: connection to the link lost";
    }

    private Delivered delivered(int rung, int seconds) {
        if (story == Story.INVALID) {
            return Delivered.Traffic.NOTHING;
        }
        long seen = 160L * seconds;
        long touched = Math.round(
                seen * plan.rung(rung).doses().get(0).radius().share().fraction() * 0.993);
        long delay = ((Intensity.Delay) plan.rung(rung).doses().get(0).intensity())
                .delay()
                .toNanos();
        return new Delivered.Traffic(
                32,
                32,
                seen,
                touched,
                rung == 3 ? 4 : 0,
                0,
                0,
                new Delivered.Delays(
                        touched, (long) (delay * 0.901), (long) (delay * 1.002), (long) (delay * 1.097), (long)
                                (delay * 1.12)));
    }

    private Restoration restoration() {
        return switch (story) {
            case NOT_STEADY -> Restoration.NOTHING_TO_RESTORE;
            case RESIDUE -> Restoration.RESIDUE;
            default -> Restoration.VERIFIED;
        };
    }

    private String ending() {
        return switch (story) {
            case FAILED -> "EngineException: the link on 127.0.0.1:18081 went away";
            case STOPPED -> "Ctrl-C";
            default -> "";
        };
    }
}
