package dev.tensile.verdict;

import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Metric;
import dev.tensile.run.Event;
import dev.tensile.run.Run;
import java.util.List;
import java.util.Optional;

/** What the findings of a rung become when a guardrail ended it. */
final class Aborts {
    private Aborts() {}

    /**
     * The expectation on the guarded metric is refuted by the guardrail's own evidence, which holds however early it stopped.
     * The others were cut short: their intervals are biased by stopping and prove nothing.
     */
    static List<Finding> rule(Run run, List<Finding> findings, Event.GuardTripped tripped) {
        Optional<Guardrail> guardrail = tripped.guardrail() < 0
                ? Optional.empty()
                : Optional.of(run.plan().experiment().guardrails().get(tripped.guardrail()));
        Ruling ruling = guardrail.isPresent() ? Ruling.HARMFUL_ABORTED : Ruling.HARD_STOP;
        return findings.stream()
                .map(finding -> isAbout(guardrail, tripped, finding)
                        ? new Finding(finding.comparison(), ruling, pValue(tripped), tripped.detail())
                        : new Finding(
                                finding.comparison(),
                                Ruling.INCONCLUSIVE,
                                1,
                                finding.comparison().metric().label()
                                        + " was cut short by the abort; its interval is biased by stopping."))
                .toList();
    }

    private static boolean isAbout(Optional<Guardrail> guardrail, Event.GuardTripped tripped, Finding finding) {
        Metric metric = finding.comparison().metric();
        return guardrail
                .map(guarded -> guarded.metric().equals(metric))
                .orElse(metric instanceof Metric.ErrorRate
                        && (tripped.load().isEmpty() || metric.load().equals(tripped.load())));
    }

    /** The anytime-valid p-value min(1, 1/E). */
    private static double pValue(Event.GuardTripped tripped) {
        return Math.min(1, 1 / tripped.evidence());
    }
}
