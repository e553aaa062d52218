package dev.tensile.recovery;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.stats.Contrast;
import dev.tensile.stats.Interval;
import dev.tensile.stats.ProportionEstimate;
import dev.tensile.stats.StepTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long after a fault came into force users felt it, and how long until a guardrail did (STATISTICS.md §2.9). Only for a rung and a
 * metric whose share of bad requests is shown to have risen. In seconds; by the intended start of the requests.
 *
 * @param earliest the lower end of the 95 % interval; may lie a second before the fault
 * @param detected when a guardrail tripped; empty if none did
 */
public record Onset(int rung, Metric metric, double seconds, double earliest, double latest, OptionalDouble detected) {
    /** Undisturbed seconds looked at before the fault. */
    private static final int BEFORE = 10;

    private static final int SHORTEST = 4;
    private static final long SECOND = 1_000_000_000L;

    /** In order of rungs, then of the hypothesis. */
    public static List<Onset> of(Run run) {
        List<Onset> onsets = new ArrayList<>();
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                for (Expectation expectation : run.plan().experiment().hypothesis()) {
                    find(run, phase, expectation, onsets);
                }
            }
        }
        return List.copyOf(onsets);
    }

    private static void find(Run run, Phase hold, Expectation expectation, List<Onset> onsets) {
        long injected = run.of(Event.Injected.class).stream()
                .filter(event -> event.rung() == hold.rung())
                .mapToLong(Event::atNanos)
                .max()
                .orElse(hold.startNanos());
        int during = (int) ((hold.endNanos() - injected) / SECOND);
        double limit = TimeToRecover.limit(run, expectation);
        if (during < SHORTEST || injected < BEFORE * SECOND || Double.isNaN(limit)) {
            return;
        }
        Excess seen = Excess.in(run, expectation.metric(), limit, injected - BEFORE * SECOND, BEFORE + during);
        if (!rose(seen)) {
            return;
        }
        StepTime step = StepTime.of(seen.events(), seen.trials(), 1);
        OptionalDouble detected = run.of(Event.GuardTripped.class).stream()
                .filter(tripped -> tripped.rung() == hold.rung())
                .mapToDouble(tripped -> (tripped.atNanos() - injected) / 1e9)
                .findFirst();
        onsets.add(new Onset(
                hold.rung(),
                expectation.metric(),
                step.at() - BEFORE,
                step.earliest() - BEFORE - 1,
                step.latest() - BEFORE + 1,
                detected));
    }

    private static boolean rose(Excess seen) {
        int end = seen.trials().length;
        long before = Arrays.stream(seen.trials(), 0, BEFORE).sum();
        long after = Arrays.stream(seen.trials(), BEFORE, end).sum();
        if (before == 0 || after == 0) {
            return false;
        }
        ProportionEstimate undisturbed = ProportionEstimate.of(
                Arrays.copyOfRange(seen.events(), 0, BEFORE), Arrays.copyOfRange(seen.trials(), 0, BEFORE));
        ProportionEstimate hurt = ProportionEstimate.of(
                Arrays.copyOfRange(seen.events(), BEFORE, end), Arrays.copyOfRange(seen.trials(), BEFORE, end));
        return Contrast.differenceOfProportions(hurt, undisturbed).lower(Interval.TAIL_95) > 0;
    }
}
