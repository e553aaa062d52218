package dev.tensile.report;

import dev.tensile.chart.Charts;
import dev.tensile.report.Block.Fact;
import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import dev.tensile.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The page for somebody who has two minutes. */
final class TwoMinutes {
    private final Evidence evidence;
    private final Verdict verdict;

    private TwoMinutes(Evidence evidence) {
        this.evidence = evidence;
        this.verdict = evidence.verdict();
    }

    static List<Block> of(Evidence evidence) {
        return new TwoMinutes(evidence).blocks();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(headline());
        notices(blocks);
        blocks.add(new Block.Tiles(new HeadTiles(evidence).list()));
        Charts.time(evidence.run(), evidence.comparisons())
                .filter(chart -> evidence.run().samples().size() > 0)
                .ifPresent(chart -> blocks.add(new Block.Figure(chart, timeCaption())));
        List<Block> chart = Charts.doseResponse(evidence.run(), evidence.comparisons(), verdict).stream()
                .<Block>map(response -> new Block.Figure(response, doseCaption()))
                .toList();
        Block learned = new Block.Prose(new Learned(evidence).learned());
        List<Block> next = List.of(new Block.Prose(new NextSteps(evidence).text()), new Block.Code(evidence.retest()));
        Block notShown = new Block.Prose(new Learned(evidence).notShown());
        List<Block> right = chart.isEmpty()
                ? next
                : Stream.concat(Stream.of(learned), next.stream()).toList();
        blocks.add(new Block.Pair(chart.isEmpty() ? List.of(learned) : chart, right, List.of(notShown)));
        return blocks;
    }

    private Block.Headline headline() {
        return new Block.Headline(
                Tone.of(verdict.judgement()),
                "Tensile run report " + evidence.run().id(),
                evidence.experiment().name(),
                Words.mark(verdict.judgement()),
                Words.word(verdict.judgement()),
                verdict.sentence(),
                facts());
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("When", Words.date(evidence.run().startedAt())));
        facts.add(new Fact("Took", Words.duration(evidence.run().lastNanos() / 1e9)));
        facts.add(new Fact("Engine", evidence.plan().engine()));
        if (!evidence.experiment().owner().isBlank()) {
            facts.add(new Fact("Owner", evidence.experiment().owner()));
        }
        if (!evidence.experiment().because().isBlank()) {
            facts.add(new Fact("Why", evidence.experiment().because()));
        }
        return facts;
    }

    private void notices(List<Block> blocks) {
        if (evidence.run().restoration() == Restoration.RESIDUE) {
            blocks.add(new Block.Notice(
                    Tone.BAD,
                    "**Something may still be in force.** Not everything that was injected has been seen to be gone. Run"
                            + " `tensile recover` now; it may be run as often as you like. What is known is under Safety"
                            + " record."));
        }
        if (evidence.crashed()) {
            blocks.add(new Block.Notice(
                    Tone.OPEN,
                    "**This record has no last word.** The process that ran it was killed "
                            + Words.duration(evidence.run().lastNanos() / 1e9)
                            + " into the run. What was written until then is below; nothing is known of what came"
                            + " after, and no rung that was cut off is counted as held."));
        }
        if (evidence.run().ending() == Ending.FAILED) {
            blocks.add(new Block.Notice(
                    Tone.OPEN,
                    "**The run was ended by a failure of Tensile or its engine, not of the system.** "
                            + Block.Prose.escape(detail())));
        }
    }

    private String detail() {
        return evidence.run()
                .first(dev.tensile.run.Event.Ended.class)
                .map(dev.tensile.run.Event.Ended::detail)
                .orElse("");
    }

    private String timeCaption() {
        return "Minutes since " + Words.date(evidence.run().startedAt())
                + ". Rungs are shaded; a failed request counts as infinitely slow.";
    }

    private String doseCaption() {
        return "What each rung did: the value with its 95 % interval. ● held, ◆ broken, ■ open; hollow: cut short, or"
                + " the baseline. An arrow: no bound on that side.";
    }
}
