package dev.tensile.run;

import dev.tensile.experiment.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan, what happened, every request, what passed the links, and what services said of themselves. Everything else is derived from it.
 *
 * @param id the name of its folder: UTC time and a random suffix
 * @param attempts what passed the links to dependencies
 * @param readings what the services' own metrics said
 */
public record Run(
        String id,
        Plan plan,
        String planDigest,
        List<Event> events,
        Samples samples,
        Attempts attempts,
        Readings readings) {
    public Run {
        events = List.copyOf(events);
    }

    /** Of an engine that sees no traffic. */
    public Run(String id, Plan plan, String planDigest, List<Event> events, Samples samples) {
        this(id, plan, planDigest, events, samples, Attempts.NONE, Readings.NONE);
    }

    public Instant startedAt() {
        return first(Event.Started.class).map(Event.Started::wall).orElse(Instant.EPOCH);
    }

    /** The last thing known of it, in nanoseconds since its start; what was put back later by hand does not count. */
    public long lastNanos() {
        long recovered = lastWord()
                .filter(word -> word.ending() == Ending.CRASHED)
                .map(Event.Ended::atNanos)
                .orElse(Long.MAX_VALUE);
        return events.stream()
                .mapToLong(Event::atNanos)
                .filter(at -> at < recovered || recovered == 0)
                .max()
                .orElse(0);
    }

    public Ending ending() {
        return lastWord().map(Event.Ended::ending).orElse(Ending.CRASHED);
    }

    /** How it ended; empty if its process was killed and nobody has recovered it. */
    public Optional<Event.Ended> lastWord() {
        return of(Event.Ended.class).stream().reduce((first, second) -> second);
    }

    public Restoration restoration() {
        return lastWord()
                .map(Event.Ended::restoration)
                .orElse(of(Event.Injecting.class).isEmpty() ? Restoration.NOTHING_TO_RESTORE : Restoration.RESIDUE);
    }

    /**
     * In order of time; the last one ends with the load, or else with the run. While a fault is on its way, or is being taken back, nothing
     * is undisturbed and nothing is under the fault: these times belong to no phase.
     */
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        long last = first(Event.LoadCounted.class).map(Event::atNanos).orElse(lastNanos());
        List<Event.PhaseStarted> starts = of(Event.PhaseStarted.class);
        for (int i = 0; i < starts.size(); i++) {
            Event.PhaseStarted start = starts.get(i);
            long end = i + 1 < starts.size() ? starts.get(i + 1).atNanos() : last;
            phases.add(new Phase(start.phase(), start.rung(), start.atNanos(), Math.min(end, undone(start))));
        }
        return List.copyOf(phases);
    }

    /** When the next act ended what the phase is about; never if none did. */
    private long undone(Event.PhaseStarted start) {
        Stream<? extends Event> acts = start.phase() == Phase.Kind.HOLD
                ? of(Event.Reverting.class).stream().filter(event -> event.rung() == start.rung())
                : injections().stream();
        return acts.mapToLong(Event::atNanos)
                .filter(at -> at >= start.atNanos())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    public Optional<Phase> phase(Phase.Kind kind, int rung) {
        return phases().stream()
                .filter(phase -> phase.kind() == kind && phase.rung() == rung)
                .findFirst();
    }

    /** Injections of faults, in order; without what was started for the run, such as the demo shop or links. */
    public List<Event.Injecting> injections() {
        return of(Event.Injecting.class).stream()
                .filter(event -> event.rung() > 0)
                .toList();
    }

    /** When a dose was put back, and what it had done by then; empty if that is not known. */
    public Optional<Event.Reverted> reverted(int rung, int dose) {
        return of(Event.Reverted.class).stream()
                .filter(event -> event.rung() == rung && event.dose() == dose)
                .findFirst();
    }

    /** Whether somebody began to put a dose back. */
    public boolean reverting(int rung, int dose) {
        return of(Event.Reverting.class).stream().anyMatch(event -> event.rung() == rung && event.dose() == dose);
    }

    /** All events of one kind, in order. */
    public <E extends Event> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public <E extends Event> Optional<E> first(Class<E> kind) {
        return of(kind).stream().findFirst();
    }
}
