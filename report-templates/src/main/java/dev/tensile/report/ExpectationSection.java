package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.compare.Comparison;
import dev.tensile.compare.Estimate;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import dev.tensile.verdict.Finding;
import dev.tensile.verdict.RungVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each expectation on each rung, with everything it rests on. */
final class ExpectationSection {
    private static final List<Column> COLUMNS = List.of(
            Tables.left("Expectation"),
            Tables.number("Baseline"),
            Tables.number("On the rung"),
            Tables.number("Effect"),
            Tables.number("95 % interval"),
            Tables.number("Requests"),
            Tables.number("Worth"),
            Tables.number("Detectable"),
            Tables.brief("Ruling"));

    private ExpectationSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        if (evidence.verdict().rungs().isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(
                "An expectation is held only if its whole interval lies inside its limit. *Requests* is how many were"
                        + " seen; *worth* is how many independent ones they are worth, since neighbours resemble each"
                        + " other; *detectable* is the smallest effect that this run would have told from no change"
                        + " in four of five cases. × is the ratio to the baseline, points are percentage points."));
        for (RungVerdict rung : evidence.verdict().rungs()) {
            blocks.add(new Block.Prose("### Rung " + rung.rung() + ": " + Words.mark(rung.judgement()) + " "
                    + Words.word(rung.judgement()) + "\n\n" + Text.markdown(rung.sentence())));
            if (rung.findings().isEmpty()) {
                blocks.add(new Block.Prose("There are no numbers for this rung."));
            } else {
                blocks.add(table(evidence, rung));
                blocks.add(sentences(rung));
            }
        }
        return Optional.of(new Block.Section("expectations", "Expectations on each rung", blocks));
    }

    private static Block table(Evidence evidence, RungVerdict rung) {
        return new Block.Table(
                "Rung " + rung.rung() + ": " + evidence.does(rung.rung()),
                COLUMNS,
                rung.findings().stream().map(finding -> row(evidence, finding)).toList());
    }

    private static List<Cell> row(Evidence evidence, Finding finding) {
        Comparison comparison = finding.comparison();
        Expectation expectation = evidence.experiment().hypothesis().get(comparison.expectation());
        Tolerance tolerance = expectation.tolerance();
        Estimate stage = comparison.stage();
        boolean known = comparison.isEstimable();
        return List.of(
                Cell.of(expectation.toString()),
                Cell.of(value(comparison.metric(), comparison.baseline())),
                Cell.of(known ? value(comparison.metric(), stage) : "–"),
                Cell.of(known ? Numerals.effect(tolerance, comparison.effect(), comparison.effect95(), false) : "–"),
                Cell.of(known ? Numerals.interval(tolerance, comparison.effect(), comparison.effect95()) : "–"),
                Cell.of(Numerals.count(stage.requests())),
                Cell.of(Numerals.count(Math.round(stage.effectiveRequests()))),
                Cell.of(
                        known && Double.isFinite(comparison.smallestDetectable())
                                ? Numerals.rough(tolerance, comparison.smallestDetectable())
                                : "–"),
                new Cell(Words.said(finding.ruling()), Tone.of(finding.ruling().judgement())));
    }

    /** A metric in its own unit. */
    static String value(Metric metric, Estimate estimate) {
        if (Double.isNaN(estimate.value())) {
            return "–";
        }
        Tolerance unit = metric instanceof Metric.LatencyQuantile
                ? new Tolerance.LatencyBelow(java.time.Duration.ofSeconds(1))
                : new Tolerance.ShareBelow(dev.tensile.experiment.Share.ALL);
        return Numerals.effect(unit, estimate.value(), estimate.interval95(), false);
    }

    private static Block sentences(RungVerdict rung) {
        return new Block.Prose(rung.findings().stream()
                .map(finding -> "- " + Text.markdown(said(finding)))
                .collect(Collectors.joining("\n")));
    }

    /** Its sentence, which says what it is about. */
    private static String said(Finding finding) {
        String label = finding.comparison().metric().label();
        return finding.sentence().startsWith(label) ? finding.sentence() : label + ": " + finding.sentence();
    }
}
