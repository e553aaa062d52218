package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.recovery.Recovery;
import dev.tensile.recovery.TimeToRecover;
import dev.tensile.report.Block.Tile;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The five numbers on top of the page. */
record HeadTiles(Evidence evidence) {
    List<Tile> list() {
        return List.of(verdict(), ladder(), impact(), recovery(), restored());
    }

    private Tile verdict() {
        Verdict verdict = evidence.verdict();
        String score = OwnScore.sentence(evidence.run());
        return new Tile(
                Tone.of(verdict.judgement()),
                "Verdict",
                Words.mark(verdict.judgement()) + " "
                        + Words.word(verdict.judgement()).toLowerCase(Locale.ROOT),
                evidence.ended() + "; reached " + verdict.rungs().size() + " of " + evidence.rungs() + " rungs"
                        + (score.isEmpty() ? "" : ". " + score));
    }

    private Tile ladder() {
        int held = evidence.verdict().highestHeld();
        int broken = evidence.verdict().firstBroken();
        String note = broken > 0
                ? "First that broke: rung " + broken + ", " + evidence.does(broken) + "."
                : (held > 0 ? evidence.does(held) + ". " : "") + "No rung was shown to break.";
        Tone tone = broken > 0 ? held > 0 ? Tone.PLAIN : Tone.BAD : held > 0 ? Tone.GOOD : Tone.OPEN;
        return new Tile(
                tone, "Highest rung held", held == 0 ? "none" : "rung " + held + " of " + evidence.rungs(), note);
    }

    private Tile impact() {
        List<PhaseCounts.Counted> rungs = evidence.counts().phases().stream()
                .filter(counted -> counted.phase().kind() == Phase.Kind.HOLD)
                .toList();
        long requests = rungs.stream().mapToLong(PhaseCounts.Counted::requests).sum();
        long failed = rungs.stream().mapToLong(PhaseCounts.Counted::failed).sum();
        long degraded = rungs.stream().mapToLong(PhaseCounts.Counted::degraded).sum();
        if (requests == 0) {
            String why =
                    rungs.isEmpty() ? "No fault was injected." : "No request was recorded while faults were in force.";
            return new Tile(Tone.OPEN, "User impact", rungs.isEmpty() ? "none" : "unknown", why);
        }
        PhaseCounts.Counted worst = rungs.stream()
                .max(Comparator.comparingDouble(PhaseCounts.Counted::failedShare))
                .orElseThrow();
        return new Tile(
                Tone.PLAIN,
                "User impact",
                Numerals.count(failed) + " failed",
                "of " + Numerals.count(requests) + " requests under fault; " + Numerals.count(degraded)
                        + " degraded. Worst: rung " + worst.phase().rung() + ", "
                        + Numerals.percent(worst.failedShare()) + " failed.");
    }

    private Tile recovery() {
        Recovery recovery = evidence.recovery();
        String label = "Time to recover";
        return switch (recovery.answer()) {
            case SHOWN ->
                new Tile(
                        recovery.relapsed() ? Tone.BAD : Tone.PLAIN,
                        label,
                        recovery.seconds() == 0 ? "under 1 s" : recovery.seconds() + " s",
                        interval(recovery) + " after the last revert, until every limit was met again for "
                                + seconds(recovery) + "."
                                + (recovery.relapsed() ? " Later it left a limit once more." : ""));
            case NOT_SHOWN ->
                new Tile(
                        Tone.BAD,
                        label,
                        "not shown",
                        "Not back inside every limit within the " + recovery.observedSeconds()
                                + " s that it was watched after the last revert.");
            case NOT_WATCHED ->
                new Tile(Tone.OPEN, label, "not shown", "No requests were seen for long enough after the last revert.");
            case NOTHING_INJECTED ->
                new Tile(Tone.OPEN, label, "–", "Nothing was injected, so there was nothing to recover from.");
        };
    }

    private static String interval(Recovery recovery) {
        return recovery.isBounded()
                ? "95 % interval " + recovery.atLeast() + "–" + recovery.atMost() + " s"
                : "95 % interval from " + recovery.atLeast() + " s, no upper bound within " + recovery.observedSeconds()
                        + " s,";
    }

    private static String seconds(Recovery recovery) {
        return recovery.windows() + TimeToRecover.WINDOW - 1 + " s in a row";
    }

    private Tile restored() {
        Restoration restoration = evidence.run().restoration();
        int injected = evidence.run().injections().size();
        int reverted = evidence.run().of(Event.Reverted.class).size();
        String counts = "Injected " + injected + ", reverted " + reverted + ". ";
        return switch (restoration) {
            case VERIFIED -> new Tile(Tone.GOOD, "Restored", "✓ yes", counts + "Looked at afterwards, and clean.");
            case NOTHING_TO_RESTORE -> new Tile(Tone.PLAIN, "Restored", "– not needed", "Nothing was injected.");
            case RESIDUE ->
                new Tile(Tone.BAD, "Restored", "✗ not verified", counts + "Run tensile recover; see Safety record.");
        };
    }
}
