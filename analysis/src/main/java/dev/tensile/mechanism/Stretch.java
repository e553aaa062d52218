package dev.tensile.mechanism;

import dev.tensile.experiment.Dose;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * The time of one rung's fault, and the time after it.
 *
 * @param from when the last of its doses was in force
 * @param to when it was asked for the first of them to be taken back
 * @param lifted when the first of them was
 * @param until when the next rung began, or the load ended
 */
record Stretch(Run run, int rung, long from, long to, long lifted, long until) {
    static final long SECOND = 1_000_000_000L;

    static Stretch of(Run run, Phase hold) {
        int rung = hold.rung();
        long from = run.of(Event.Injected.class).stream()
                .filter(event -> event.rung() == rung)
                .mapToLong(Event::atNanos)
                .max()
                .orElse(hold.startNanos());
        long to = Math.max(from, hold.endNanos());
        long lifted = run.of(Event.Reverted.class).stream()
                .filter(event -> event.rung() == rung)
                .mapToLong(Event::atNanos)
                .min()
                .orElse(to);
        long until = run.injections().stream()
                .mapToLong(Event::atNanos)
                .filter(at -> at > lifted)
                .min()
                .orElse(run.phases().get(run.phases().size() - 1).endNanos());
        return new Stretch(run, rung, from, to, lifted, Math.max(lifted, until));
    }

    /** The baseline without the time to settle. */
    static Optional<Stretch> baseline(Run run) {
        long settle = run.plan().experiment().settle().toNanos();
        return run.phase(Phase.Kind.BASELINE, 0).map(phase -> {
            long end = phase.endNanos();
            return new Stretch(run, 0, phase.startNanos() + settle, end, end, end);
        });
    }

    /** Whole seconds under the fault. */
    int seconds() {
        return (int) Math.max(0, (to - from) / SECOND);
    }

    List<Dose> doses() {
        return run.plan().rung(rung).doses();
    }

    boolean hurts(String target) {
        return doses().stream().anyMatch(dose -> dose.fault().on().name().equals(target));
    }
}
