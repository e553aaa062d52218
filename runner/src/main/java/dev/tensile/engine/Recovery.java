package dev.tensile.engine;

import dev.tensile.process.ProcessId;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStore;
import dev.tensile.run.Undo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts back what a run left whose process was killed: every undo that it had journaled, the last one first. Doing it again does
 * no harm and finds nothing.
 */
public final class Recovery {
    /** The fact in {@link Event.Started} that says which process the run is. */
    public static final String PROCESS = "process";

    private final Map<String, Function<Undo, Verification>> undoers;

    /** @param undoers by the engine named in an undo */
    public Recovery(Map<String, Function<Undo, Verification>> undoers) {
        this.undoers = Map.copyOf(undoers);
    }

    /** What became of one run. */
    public enum State {
        /** Its process is alive: it looks after itself. */
        RUNNING,
        /** It had put everything back by itself. */
        ENDED,
        /** It had been killed; everything is put back now. */
        RECOVERED,
        /** Something is left. */
        RESIDUE
    }

    /** What was done for one run. */
    public record Report(Path folder, State state, List<Verification> seen) {
        public Report {
            seen = List.copyOf(seen);
        }
    }

    /** Recovers one run, and writes into its folder what was done. */
    public Report recover(Path folder, Instant now) {
        List<Event> events = RunStore.loadEvents(folder);
        if (isAlive(events)) {
            return new Report(folder, State.RUNNING, List.of());
        }
        if (isRestored(events)) {
            return new Report(folder, State.ENDED, List.of());
        }
        List<Verification> seen = undos(events).stream().map(this::undo).toList();
        boolean residue = seen.stream().anyMatch(one -> one.restoration() == Restoration.RESIDUE);
        RunStore.append(folder, record(events, seen, residue, now));
        return new Report(folder, residue ? State.RESIDUE : State.RECOVERED, seen);
    }

    /** Takes back what is known without the folder of a run. */
    public List<Verification> undo(List<Undo> orphans) {
        return orphans.stream().map(this::undo).toList();
    }

    /** Whether its process still writes to it: then nobody else may. */
    public static boolean isRunning(Path folder) {
        List<Event> events = RunStore.loadEvents(folder);
        return last(events).isEmpty() && isAlive(events);
    }

    private static boolean isAlive(List<Event> events) {
        return events.stream()
                .filter(Event.Started.class::isInstance)
                .map(event -> ((Event.Started) event).host().get(PROCESS))
                .filter(process -> process != null)
                .anyMatch(process -> ProcessId.parse(process).isAlive());
    }

    private static boolean isRestored(List<Event> events) {
        return last(events)
                .map(ended -> ended.restoration() != Restoration.RESIDUE)
                .orElse(false);
    }

    private static Optional<Event.Ended> last(List<Event> events) {
        return events.stream()
                .filter(Event.Ended.class::isInstance)
                .map(Event.Ended.class::cast)
                .reduce((first, second) -> second);
    }

    /** Each once, the last one first. */
    private static List<Undo> undos(List<Event> events) {
        List<Undo> undos = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Injecting injecting) {
                undos.add(injecting.undo());
            }
        }
        Collections.reverse(undos);
        return List.copyOf(new LinkedHashSet<>(undos));
    }

    private Verification undo(Undo undo) {
        Function<Undo, Verification> undoer = undoers.get(undo.engine());
        if (undoer == null) {
            return new Verification(
                    undo.engine() + " " + undo.handle(),
                    Restoration.RESIDUE,
                    "this Tensile has no engine \"" + undo.engine() + "\"; use the one that started the run");
        }
        try {
            return undoer.apply(undo);
        } catch (RuntimeException failed) {
            return new Verification(
                    undo.engine() + " " + undo.handle(), Restoration.RESIDUE, "undoing failed: " + failed.getMessage());
        }
    }

    private static List<Event> record(List<Event> events, List<Verification> seen, boolean residue, Instant now) {
        long at = events.stream()
                .filter(Event.Started.class::isInstance)
                .map(event -> java.time.Duration.between(((Event.Started) event).wall(), now)
                        .toNanos())
                .findFirst()
                .orElse(0L);
        List<Event> record = new ArrayList<>();
        for (Verification one : seen) {
            record.add(new Event.Verified(at, 0, one.what(), one.restoration(), one.detail()));
        }
        Ending ending = last(events).map(Event.Ended::ending).orElse(Ending.CRASHED);
        record.add(new Event.Ended(
                at,
                ending,
                residue ? Restoration.RESIDUE : Restoration.VERIFIED,
                residue ? "recovered in part" : "put back by tensile recover"));
        return record;
    }
}
