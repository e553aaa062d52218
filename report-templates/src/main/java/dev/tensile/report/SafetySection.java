package dev.tensile.report;

import dev.tensile.report.Block.Cell;
import dev.tensile.run.Event;
import dev.tensile.run.Restoration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every injection, and how it was taken back. */
final class SafetySection {
    private SafetySection() {}

    static Block.Section of(Evidence evidence) {
        List<Event.Injecting> injections = evidence.run().injections();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose("Guardrails: "
                + evidence.experiment().guardrails().stream()
                        .map(guardrail -> Text.markdown(guardrail.toString()))
                        .collect(Collectors.joining("; "))
                + ". How the run ended: " + evidence.ended() + ". Restoration: "
                + Words.restoration(evidence.run().restoration()) + "."));
        preparations(evidence).ifPresent(blocks::add);
        if (injections.isEmpty()) {
            blocks.add(new Block.Prose("Nothing was injected."));
        } else {
            blocks.add(new Block.Table(
                    "Injections",
                    List.of(
                            Tables.left("What"),
                            Tables.brief("In force from"),
                            Tables.brief("Until"),
                            Tables.number("For"),
                            Tables.left("Reverted because"),
                            Tables.left("Then looked at")),
                    injections.stream().map(event -> row(evidence, event)).toList()));
        }
        return new Block.Section("safety", "Safety record", blocks);
    }

    private static Optional<Block> preparations(Evidence evidence) {
        String acts = evidence.preparations().stream()
                .map(event -> Text.markdown(event.what()))
                .distinct()
                .collect(Collectors.joining("; "));
        String end = evidence.run().restoration() == Restoration.RESIDUE
                ? "; whether all of it is undone is not known."
                : "; it was undone at the end.";
        return acts.isEmpty() ? Optional.empty() : Optional.of(new Block.Prose("Before the first rung: " + acts + end));
    }

    private static List<Cell> row(Evidence evidence, Event.Injecting event) {
        Optional<Event.Injected> injected = evidence.run().of(Event.Injected.class).stream()
                .filter(candidate -> candidate.rung() == event.rung() && candidate.dose() == event.dose())
                .findFirst();
        Optional<Event.Reverted> reverted = evidence.run().reverted(event.rung(), event.dose());
        String why = evidence.run().of(Event.Reverting.class).stream()
                .filter(candidate -> candidate.rung() == event.rung() && candidate.dose() == event.dose())
                .map(Event.Reverting::why)
                .findFirst()
                .orElse("not known");
        boolean open = reverted.isEmpty();
        return List.of(
                Cell.of("rung " + event.rung() + ": " + event.what()),
                Cell.of(injected.map(at -> Words.time(evidence.run().startedAt(), at.atNanos()))
                        .orElse("not known")),
                new Cell(
                        reverted.map(at -> Words.time(evidence.run().startedAt(), at.atNanos()))
                                .orElse("not known"),
                        open ? Tone.BAD : Tone.PLAIN),
                Cell.of(
                        injected.isPresent() && reverted.isPresent()
                                ? Words.duration((reverted.get().atNanos()
                                                - injected.get().atNanos())
                                        / 1e9)
                                : "not known"),
                Cell.of(why),
                verified(evidence, event.rung()));
    }

    private static Cell verified(Evidence evidence, int rung) {
        return evidence.run().of(Event.Verified.class).stream()
                .filter(event -> event.rung() == rung)
                .max(Comparator.comparing((Event.Verified event) -> event.restoration() == Restoration.RESIDUE))
                .map(event -> new Cell(
                        Words.restoration(event.restoration()) + ": " + event.detail(),
                        event.restoration() == Restoration.RESIDUE ? Tone.BAD : Tone.PLAIN))
                .orElse(new Cell("not looked at", Tone.BAD));
    }
}
