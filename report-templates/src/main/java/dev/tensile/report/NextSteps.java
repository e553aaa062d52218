package dev.tensile.report;

import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Quantities;
import dev.tensile.mechanism.Grade;
import dev.tensile.run.Ending;
import dev.tensile.run.Restoration;
import dev.tensile.verdict.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What to do next, as far as the run can tell. */
record NextSteps(Evidence evidence) {
    String text() {
        List<String> steps = new ArrayList<>();
        if (evidence.run().restoration() == Restoration.RESIDUE) {
            steps.add("Put everything back first: run `tensile recover`.");
        }
        steps.add(step());
        return "### What to do next\n\n"
                + steps.stream().map(step -> "- " + step).collect(Collectors.joining("\n")) + "\n\nTo test again:";
    }

    private String step() {
        Ending ending = evidence.run().ending();
        if (ending == Ending.CRASHED || ending == Ending.FAILED || ending == Ending.STOPPED) {
            return "Run it again to the end: this run was cut off before it could answer.";
        }
        if (ending == Ending.DID_NOT_COME_BACK) {
            return "Find out why the system stays slow after the fault is gone (queues, retries, a breaker that stays"
                    + " open), mend it, and test again.";
        }
        return switch (evidence.verdict().judgement()) {
            case HELD ->
                "Widen: add a rung above " + Text.markdown(evidence.does(evidence.rungs()))
                        + ", and run it on a schedule so that this stays true.";
            case REFUTED, ABORTED -> broke();
            case INCONCLUSIVE -> longer();
            case INVALID -> "Mend what makes it invalid before reading anything into its numbers: see Validity.";
            case NOT_STEADY -> "Bring the system inside its own limits without a fault, or correct the limits.";
        };
    }

    private String broke() {
        if (evidence.verdict().firstBroken() == 0) {
            return "Mend the mechanism that did not keep its promise: see Mechanisms. Then test again.";
        }
        int held = evidence.verdict().highestHeld();
        int broken = evidence.verdict().firstBroken();
        return "Find what gives way between "
                + (held == 0 ? "no fault" : "rung " + held) + " and rung " + broken + " ("
                + Text.markdown(evidence.does(broken))
                + "): a timeout, a pool, a retry. Mend it or change the limit, and test again.";
    }

    private String longer() {
        List<Comparison> open = evidence.verdict().rungs().stream()
                .filter(rung -> rung.judgement() == Judgement.INCONCLUSIVE)
                .flatMap(rung -> rung.findings().stream())
                .filter(finding -> finding.ruling().judgement() == Judgement.INCONCLUSIVE)
                .map(dev.tensile.verdict.Finding::comparison)
                .toList();
        if (open.isEmpty()) {
            return evidence.verdict().mechanisms().stream()
                    .filter(card -> card.grade().standing() == Grade.Standing.NOT_EXERCISED)
                    .findFirst()
                    .map(card -> "Give the " + Text.markdown(card.label())
                            + " a reason to act: a wider rung, or another fault.")
                    .orElse("Hold the rung for longer.");
        }
        long more = open.stream().mapToLong(Comparison::moreSeconds).max().orElse(0);
        boolean hopeless = open.stream().anyMatch(comparison -> comparison.moreSeconds() < 0);
        if (more <= 0) {
            return hopeless
                    ? "More time on the rung will not settle it: lengthen the baseline, or calm what makes the system noisy."
                    : "Hold the rung for longer.";
        }
        int rung = open.get(0).rung();
        Duration hold = evidence.plan().rung(rung).hold();
        return "Hold rung " + rung + " for about " + more + " s more: "
                + Quantities.text(hold.plusSeconds(more)) + " instead of " + Quantities.text(hold) + "."
                + (hopeless ? " Some expectations need a longer baseline instead." : "");
    }
}
