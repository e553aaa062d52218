package dev.tensile.specimen;

import dev.tensile.compare.Comparison;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.verdict.Finding;
import dev.tensile.verdict.Gate;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.Ruling;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules of STATISTICS.md §2.8 applied to the made-up numbers. */
final class MadeVerdict {
    private final Story story;
    private final Run run;
    private final List<Comparison> comparisons;

    MadeVerdict(Story story, Run run, List<Comparison> comparisons) {
        this.story = story;
        this.run = run;
        this.comparisons = comparisons;
    }

    Verdict verdict() {
        List<RungVerdict> rungs = new ArrayList<>();
        int held = 0;
        int broken = 0;
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                RungVerdict rung = rung(phase.rung());
                rungs.add(rung);
                held = rung.judgement() == Judgement.HELD && held == phase.rung() - 1 ? phase.rung() : held;
                boolean breaks = rung.judgement() == Judgement.REFUTED || rung.judgement() == Judgement.ABORTED;
                broken = breaks && broken == 0 ? phase.rung() : broken;
            }
        }
        Judgement worst = story == Story.NOT_STEADY
                ? Judgement.NOT_STEADY
                : rungs.stream()
                        .map(RungVerdict::judgement)
                        .max(Comparator.naturalOrder())
                        .orElse(Judgement.INVALID);
        return new Verdict(
                worst, sentence(worst, held, broken), run.ending(), run.restoration(), rungs, gates(), held, broken);
    }

    private RungVerdict rung(int rung) {
        List<Finding> findings = comparisons.stream()
                .filter(comparison -> comparison.rung() == rung)
                .map(this::finding)
                .toList();
        Judgement judgement = story == Story.INVALID || story == Story.NO_SAMPLES
                ? Judgement.INVALID
                : aborted(rung)
                        ? Judgement.ABORTED
                        : findings.stream()
                                .map(finding -> finding.ruling().judgement())
                                .max(Comparator.naturalOrder())
                                .orElse(Judgement.INVALID);
        return new RungVerdict(rung, judgement, findings, "rung " + rung + ": " + judgement);
    }

    private boolean aborted(int rung) {
        return run.of(Event.GuardTripped.class).stream().anyMatch(event -> event.rung() == rung);
    }

    private Finding finding(Comparison comparison) {
        Ruling ruling = ruling(comparison);
        String sentence = switch (ruling) {
            case RESILIENT -> "Values above the limit are excluded at 5 % risk.";
            case INVALID -> "The fault was not delivered, so this says nothing about the hypothesis.";
            case HARMFUL, DEGRADED, DEGRADED_UNRESOLVED -> "The whole interval lies beyond the limit.";
            case HARMFUL_ABORTED -> "The guardrail ended the rung before there was a number.";
            case NOT_ESTIMABLE -> "No number: " + comparison.notEstimable() + ".";
            default ->
                "The data are compatible with both sides of the limit; about " + comparison.moreSeconds()
                        + " s more at this rate would settle it.";
        };
        return new Finding(comparison, ruling, Math.min(1, comparison.harmP() * 4), sentence);
    }

    private Ruling ruling(Comparison comparison) {
        if (story == Story.INVALID) {
            return Ruling.INVALID;
        }
        if (!comparison.isEstimable()) {
            return aborted(comparison.rung()) ? Ruling.HARMFUL_ABORTED : Ruling.NOT_ESTIMABLE;
        }
        if (comparison.effect90().upper() <= comparison.tolerance()) {
            return Ruling.RESILIENT;
        }
        if (comparison.effect90().lower() > comparison.tolerance()) {
            return comparison.effect90().lower() >= comparison.harm() ? Ruling.HARMFUL : Ruling.DEGRADED_UNRESOLVED;
        }
        return comparison.effect90().upper() < comparison.harm() ? Ruling.NOT_HARMFUL : Ruling.INCONCLUSIVE;
    }

    private List<Gate> gates() {
        boolean dose = story != Story.INVALID;
        boolean data = story != Story.NO_SAMPLES;
        List<Gate> gates = new ArrayList<>();
        gates.add(new Gate(
                "G1",
                "The load generator kept its schedule",
                0,
                data ? Gate.Status.PASSED : Gate.Status.NOT_APPLICABLE,
                data ? "p99 of the lag 0.13 ms, limit 1 ms" : "there are no samples"));
        gates.add(new Gate(
                "G6",
                "There is enough data",
                0,
                data ? Gate.Status.PASSED : Gate.Status.FAILED,
                data ? "8,000 requests in 40 s, at least 200 in 30 s" : "0 requests in 40 s, at least 200 in 30 s"));
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                gates.add(new Gate(
                        "dose",
                        "The fault was delivered",
                        phase.rung(),
                        dose ? Gate.Status.PASSED : Gate.Status.FAILED,
                        dose ? "requests touched were within 1 % of what was asked" : "0 of 0 requests touched"));
            }
        }
        return gates;
    }

    private String sentence(Judgement judgement, int held, int broken) {
        if (run.ending() == Ending.CRASHED) {
            return "The run was cut off in rung 2; rung 1 held, nothing can be said about rung 2.";
        }
        return switch (judgement) {
            case HELD ->
                "Checkout held on all 3 rungs: with 300 ms latency on 40 % of requests of payments its p99 stayed"
                        + " at 352 ms (95 % interval 349–356 ms), limit 800 ms.";
            case REFUTED ->
                "Checkout held up to rung " + held + " and broke on rung " + broken
                        + ": p99 went beyond its timeout of 3 s, limit 800 ms, and 4.7 % of requests failed, limit 0.5 %.";
            case ABORTED ->
                "Checkout broke on rung " + broken
                        + ": its error rate was at least 8.7 % when the guardrail at 5 % ended the run after 7 s.";
            case NOT_STEADY -> "Nothing was injected: before any fault p99 was 1.9 s, limit 800 ms.";
            case INVALID -> "This run says nothing about the hypothesis: the fault touched 0 of 0 requests.";
            case INCONCLUSIVE ->
                "Checkout held up to rung " + held + "; on rung " + (held + 1)
                        + " the data are compatible with both sides of the limit.";
        };
    }
}
