package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.experiment.Quantities;
import dev.tensile.recovery.Onset;
import dev.tensile.recovery.Recovery;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When users felt a fault, when a guardrail did, and when the system was back. */
final class RecoverySection {
    private static final List<Column> ONSETS = List.of(
            Tables.left("Felt in"),
            Tables.brief("Rung"),
            Tables.number("After"),
            Tables.number("95 % interval"),
            Tables.number("Detected after"));

    private RecoverySection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        Recovery recovery = evidence.recovery();
        List<Onset> onsets = Onset.of(evidence.run());
        boolean watched = recovery.answer() == Recovery.Answer.SHOWN || recovery.answer() == Recovery.Answer.NOT_SHOWN;
        if (!watched && onsets.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        if (watched) {
            blocks.add(new Block.Prose(Text.markdown(sentence(recovery))));
        }
        if (!onsets.isEmpty()) {
            blocks.add(new Block.Prose("How long after a fault came into force users felt it, in seconds, by when their"
                    + " requests were due; and how long until a guardrail tripped."));
            blocks.add(new Block.Table(
                    "Onset and detection",
                    ONSETS,
                    onsets.stream().map(RecoverySection::row).toList()));
        }
        return Optional.of(new Block.Section("recovery", "Onset and recovery", blocks));
    }

    private static String sentence(Recovery recovery) {
        if (recovery.answer() == Recovery.Answer.NOT_SHOWN) {
            return "The system was not back inside every limit within the " + recovery.observedSeconds()
                    + " s that it was watched after the last revert; at least " + recovery.atLeast()
                    + " s are shown at 95 % confidence.";
        }
        String upper = recovery.isBounded()
                ? recovery.atMost() + " s"
                : "no bound within the " + recovery.observedSeconds() + " s that it was watched";
        return "The system was back inside every limit " + recovery.seconds()
                + " s after the last revert (95 % interval "
                + recovery.atLeast() + " s to " + upper + ")."
                + (recovery.relapsed()
                        ? " After that it was shown to leave a limit once more: that is a relapse."
                        : " No relapse was seen.");
    }

    private static List<Cell> row(Onset onset) {
        return List.of(
                Cell.of(onset.metric().label()),
                Cell.of(Integer.toString(onset.rung())),
                Cell.of(Quantities.number(onset.seconds()) + " s"),
                Cell.of(Quantities.number(onset.earliest()) + " to " + Quantities.number(onset.latest()) + " s"),
                Cell.of(
                        onset.detected().isPresent()
                                ? Numerals.latency(onset.detected().getAsDouble())
                                : "–"));
    }
}
