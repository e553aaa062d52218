package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Quantities;
import dev.tensile.recovery.Recovery;
import dev.tensile.recovery.TimeToRecover;
import dev.tensile.run.Run;

/** Whether the system came back in time after the last fault was lifted (STATISTICS.md §2.9). */
final class RecoveryCard {
    private RecoveryCard() {}

    static Score of(Run run, MechanismExpectation expectation) {
        Recovery recovery = TimeToRecover.of(run);
        Promise.RecoversWithin limit =
                expectation.promise(Promise.RecoversWithin.class).orElseThrow();
        return switch (recovery.answer()) {
            case NOTHING_INJECTED ->
                Score.of(0, Grade.NOT_EXERCISED, "Nothing was injected, so there was nothing to recover from.");
            case NOT_WATCHED ->
                Score.of(0, Grade.INCONCLUSIVE, "Nobody watched for long enough whether the system came back.");
            default -> judged(recovery, limit.limit().toNanos() / 1e9, Quantities.text(limit.limit()));
        };
    }

    private static Score judged(Recovery recovery, double limit, String limitText) {
        boolean shown = recovery.answer() == Recovery.Answer.SHOWN;
        double upper = recovery.isBounded() ? recovery.atMost() : Double.POSITIVE_INFINITY;
        Measure measure = new Measure(
                "back after",
                shown ? recovery.seconds() : Double.POSITIVE_INFINITY,
                new Interval(recovery.atLeast(), upper),
                Measure.Unit.SECONDS,
                recovery.observedSeconds(),
                limitText);
        String watched = "the " + recovery.observedSeconds() + " s that it was watched";
        if (!shown) {
            return Score.of(
                    0,
                    recovery.atLeast() > limit ? Grade.NOT_RECOVERED : Grade.INCONCLUSIVE,
                    "The system was not back inside every tolerance within " + watched + " after the last fault was"
                            + " lifted (limit " + limitText + ").",
                    measure);
        }
        String relapse = recovery.relapsed() ? "; after that it left a tolerance once more" : "";
        return Score.of(
                0,
                grade(recovery, limit, upper),
                "The system was back inside every tolerance " + measure.phrase() + " after the last fault was lifted"
                        + relapse + ".",
                measure);
    }

    private static Grade grade(Recovery recovery, double limit, double upper) {
        if (recovery.atLeast() > limit) {
            return Grade.SLOW;
        }
        return upper <= limit && !recovery.relapsed() ? Grade.RECOVERED : Grade.INCONCLUSIVE;
    }
}
