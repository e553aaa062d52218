package dev.tensile.report;

import dev.tensile.report.Block.Cell;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import java.util.List;
import java.util.Optional;

/** What happened when. */
final class TimelineSection {
    private TimelineSection() {}

    static Block.Section of(Evidence evidence) {
        List<List<Cell>> rows = evidence.run().events().stream()
                .flatMap(event -> told(evidence, event)
                        .map(text -> Tables.row(
                                Words.time(evidence.run().startedAt(), event.atNanos()),
                                String.format(java.util.Locale.ROOT, "%.3f s", event.atNanos() / 1e9),
                                text))
                        .stream())
                .toList();
        return new Block.Section(
                "timeline",
                "Timeline",
                rows.isEmpty()
                        ? List.of(new Block.Prose("No event was recorded."))
                        : List.of(new Block.Table(
                                "Events",
                                List.of(
                                        Tables.brief("UTC"),
                                        Tables.number("Since start"),
                                        Tables.left("What happened")),
                                rows)));
    }

    private static Optional<String> told(Evidence evidence, Event event) {
        if (event instanceof Event.Started) {
            return Optional.of("The run began.");
        }
        if (event instanceof Event.PhaseStarted started) {
            Phase named = new Phase(started.phase(), started.rung(), 0, 0);
            return Optional.of("Phase: " + Words.phase(named) + ".");
        }
        if (event instanceof Event.Injecting injecting) {
            String act = injecting.rung() == 0 ? "" : "inject ";
            return Optional.of("About to " + act + injecting.what() + "; the undo is on disk.");
        }
        if (event instanceof Event.Injected injected) {
            return Optional.of("In force: " + dose(evidence, injected.rung(), injected.dose()) + ".");
        }
        if (event instanceof Event.Reverting reverting) {
            return Optional.of(
                    "Reverting " + dose(evidence, reverting.rung(), reverting.dose()) + ": " + reverting.why() + ".");
        }
        if (event instanceof Event.Reverted reverted) {
            return Optional.of("Reverted: " + dose(evidence, reverted.rung(), reverted.dose()) + ".");
        }
        if (event instanceof Event.Verified verified) {
            return Optional.of("Looked at " + verified.what() + ": " + Words.restoration(verified.restoration()) + ". "
                    + verified.detail());
        }
        return judged(evidence, event);
    }

    private static Optional<String> judged(Evidence evidence, Event event) {
        if (event instanceof Event.SteadyState steady) {
            return Optional.of((steady.steady() ? "Steady state: " : "Not in steady state: ") + steady.detail() + ".");
        }
        if (event instanceof Event.GuardTripped guard) {
            return Optional.of(Text.sentence(guard.detail()));
        }
        if (event instanceof Event.RungJudged judged) {
            return Optional.of("Rung " + judged.rung() + " was judged before going on: " + judged.verdict() + ".");
        }
        if (event instanceof Event.Note note) {
            return Optional.of(note.text());
        }
        if (event instanceof Event.Ended ended) {
            return Optional.of("The run ended: " + evidence.ended() + ". " + Words.restoration(ended.restoration())
                    + ". " + ended.detail());
        }
        return Optional.empty();
    }

    private static String dose(Evidence evidence, int rung, int dose) {
        return rung == 0
                ? "the preparation of the run"
                : evidence.plan().rung(rung).doses().get(dose).toString();
    }
}
