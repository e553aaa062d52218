package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.mechanism.Grade;
import dev.tensile.mechanism.Measure;
import dev.tensile.mechanism.Score;
import dev.tensile.mechanism.Scorecard;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scorecard for each mechanism that the hypothesis names: what it did on each rung, and the numbers behind it. */
final class MechanismSection {
    private static final List<Column> CARDS =
            List.of(Tables.left("Mechanism"), Tables.left("Expected"), Tables.brief("Grade"), Tables.left("Rungs"));

    private static final List<Column> MEASURES = List.of(
            Tables.left("Measured"),
            Tables.brief("Where"),
            Tables.number("Value"),
            Tables.number("95 % interval"),
            Tables.number("n"),
            Tables.number("Limit"));

    private MechanismSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        List<Scorecard> cards = evidence.verdict().mechanisms();
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(
                "How the system protected itself, seen from outside: at the links to its dependencies and at the load."
                        + " A mechanism that had no reason to act, or that nobody could watch, has shown nothing; that is"
                        + " never a pass."));
        blocks.add(new Block.Table(
                "Scorecards", CARDS, cards.stream().map(MechanismSection::row).toList()));
        cards.forEach(card -> blocks.addAll(details(card)));
        return Optional.of(new Block.Section("mechanisms", "Mechanisms", blocks));
    }

    private static List<Cell> row(Scorecard card) {
        String promised = card.promised().startsWith(card.label())
                ? card.promised().substring(card.label().length()).strip()
                : card.promised();
        return List.of(
                Cell.of(Text.sentence(card.label())),
                Cell.of(promised),
                new Cell(Words.said(card.grade()), tone(card.grade())),
                Cell.of(card.scores().stream()
                        .map(score -> where(score) + ": " + Words.word(score.grade()))
                        .collect(Collectors.joining("; "))));
    }

    private static Tone tone(Grade grade) {
        return switch (grade.standing()) {
            case SHOWN -> Tone.GOOD;
            case REFUTED -> Tone.BAD;
            default -> Tone.OPEN;
        };
    }

    private static String where(Score score) {
        return score.rung() == 0 ? "the run" : "rung " + score.rung();
    }

    private static List<Block> details(Scorecard card) {
        List<Block> blocks = new ArrayList<>();
        String sentences = card.scores().isEmpty()
                ? "- " + Text.markdown(card.sentence())
                : card.scores().stream()
                        .map(score -> "- **" + Text.sentence(where(score)) + ", " + Words.word(score.grade()) + ".** "
                                + Text.markdown(score.sentence()))
                        .collect(Collectors.joining("\n"));
        blocks.add(new Block.Prose("### " + Text.markdown(Text.sentence(card.label())) + ": " + Words.said(card.grade())
                + "\n\n" + sentences));
        List<List<Cell>> rows = card.scores().stream()
                .flatMap(score -> score.measures().stream().map(measure -> row(score, measure)))
                .toList();
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(Text.sentence(card.label()), MEASURES, rows));
        }
        return blocks;
    }

    private static List<Cell> row(Score score, Measure measure) {
        boolean unbounded = Double.isInfinite(measure.interval().lower());
        String interval = measure.isExact()
                ? "counted"
                : unbounded ? "–" : measure.intervalText().replace("95 % CI ", "");
        return List.of(
                Cell.of(Text.sentence(measure.what())),
                Cell.of(where(score)),
                Cell.of(measure.text()),
                Cell.of(interval),
                Cell.of(Numerals.count(measure.n())),
                Cell.of(measure.limit().isEmpty() ? "–" : measure.limit()));
    }
}
