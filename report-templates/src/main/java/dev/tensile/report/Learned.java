package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Quantities;
import dev.tensile.mechanism.Grade;
import dev.tensile.run.Event;
import dev.tensile.verdict.Finding;
import dev.tensile.verdict.Gate;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.RungVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the run showed, in a few sentences, and what it did not. */
record Learned(Evidence evidence) {
    private static final int MOST = 6;

    String learned() {
        List<String> points = new ArrayList<>();
        evidence.guards().forEach(guard -> points.add(guard(guard)));
        evidence.verdict().gates().stream()
                .filter(gate -> gate.status() == Gate.Status.FAILED)
                .forEach(gate -> points.add("**" + Text.markdown(gate.title()) + ": no"
                        + (gate.rung() == 0 ? "" : ", on rung " + gate.rung()) + ".** "
                        + Text.markdown(gate.detail()) + "."));
        if (evidence.verdict().highestHeld() > 0) {
            evidence.rung(evidence.verdict().highestHeld())
                    .ifPresent(rung -> points.add("**Rung " + rung.rung() + " held** ("
                            + Text.markdown(evidence.does(rung.rung())) + "): "
                            + rung.findings().stream()
                                    .limit(2)
                                    .map(this::values)
                                    .collect(Collectors.joining("; "))
                            + "."));
        }
        evidence.verdict().rungs().stream()
                .filter(rung -> rung.judgement() == Judgement.REFUTED || rung.judgement() == Judgement.INCONCLUSIVE)
                .forEach(rung -> points.addAll(worst(rung)));
        evidence.verdict().mechanisms().stream()
                .filter(card -> card.grade().standing() != Grade.Standing.OPEN)
                .forEach(card -> points.add("**" + Text.markdown(Text.sentence(card.label())) + ": "
                        + Words.word(card.grade()) + ".** " + Text.markdown(card.sentence())));
        steady(points);
        return "### What we learned\n\n"
                + (points.isEmpty()
                        ? "- No rung was judged."
                        : bullets(points.subList(0, Math.min(MOST, points.size()))));
    }

    private static String guard(Event.GuardTripped guard) {
        return "**Stopped on rung " + guard.rung() + ":** " + Text.markdown(Text.sentence(guard.detail()));
    }

    private List<String> worst(RungVerdict rung) {
        return rung.findings().stream()
                .filter(finding -> finding.ruling().judgement() != Judgement.HELD)
                .sorted(java.util.Comparator.comparing(
                                (Finding finding) -> finding.ruling().judgement())
                        .reversed())
                .limit(2)
                .map(finding -> "**Rung " + rung.rung() + ": "
                        + Words.said(finding.ruling()).substring(2) + "**, " + values(finding) + ". "
                        + Text.markdown(finding.sentence()))
                .toList();
    }

    private String values(Finding finding) {
        Comparison comparison = finding.comparison();
        Expectation expectation = evidence.experiment().hypothesis().get(comparison.expectation());
        String value = comparison.isEstimable()
                ? Numerals.effect(expectation.tolerance(), comparison.effect(), comparison.effect95())
                : "no estimate";
        return Text.markdown(comparison.metric().label()) + " " + value + ", expected "
                + Text.markdown(expectation.tolerance().toString());
    }

    private void steady(List<String> points) {
        evidence.run().of(Event.SteadyState.class).stream()
                .filter(check -> !check.steady())
                .forEach(check -> points.add((check.rung() == 0
                                ? "**Before any fault the system was not in its steady state.** "
                                : "**The system did not come back after rung " + check.rung() + ".** ")
                        + Text.markdown(check.detail()) + "."));
    }

    String notShown() {
        List<String> points = new ArrayList<>();
        int reached = evidence.verdict().rungs().size();
        if (reached < evidence.rungs()) {
            points.add("Anything on rung " + (reached + 1) + (reached + 1 < evidence.rungs() ? " and above" : "")
                    + ", which was not reached.");
        }
        points.add("Any other fault, any other target, and "
                + evidence.experiment().ladder().rungs().stream()
                        .flatMap(rung -> rung.doses().stream())
                        .map(dose ->
                                dose.fault().kind() + " on " + dose.fault().on().name())
                        .distinct()
                        .map(Text::markdown)
                        .collect(Collectors.joining(", "))
                + " for longer than the "
                + Quantities.text(evidence.experiment().ladder().rungs().get(0).hold()) + " of a rung.");
        points.add("Any other traffic than "
                + evidence.experiment().loads().stream().map(Learned::load).collect(Collectors.joining(" and "))
                + ", at another time or in another environment.");
        points.add("Effects smaller than the smallest detectable change that stands beside each expectation.");
        return "### What this run does not show\n\n" + bullets(points);
    }

    private static String load(Load load) {
        return Text.markdown(load.name()) + " at " + load.rate();
    }

    private static String bullets(List<String> points) {
        return points.stream().map(point -> "- " + point).collect(Collectors.joining("\n"));
    }
}
