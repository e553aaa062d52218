package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Expectation;
import dev.tensile.mechanism.Score;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict in plain words, with numbers and limits. */
final class Sentence {
    private final Run run;
    private final List<RungVerdict> rungs;
    private final List<Gate> gates;
    private final Judgement judgement;
    private final int held;
    private final int broken;
    private final Mechanisms mechanisms;

    Sentence(
            Run run,
            List<RungVerdict> rungs,
            List<Gate> gates,
            Judgement judgement,
            int held,
            int broken,
            Mechanisms mechanisms) {
        this.run = run;
        this.rungs = rungs;
        this.gates = gates;
        this.judgement = judgement;
        this.held = held;
        this.broken = broken;
        this.mechanisms = mechanisms;
    }

    String text() {
        return switch (judgement) {
            case HELD -> held();
            case REFUTED -> run.ending() == Ending.DID_NOT_COME_BACK ? didNotComeBack() : refuted();
            case ABORTED -> aborted();
            case INVALID -> invalid();
            case NOT_STEADY -> "Nothing was injected: " + notSteady() + ".";
            case INCONCLUSIVE -> inconclusive();
        };
    }

    private String held() {
        return everyMetricHeld() + mechanisms.inShort() + ".";
    }

    private String everyMetricHeld() {
        int all = run.plan().experiment().ladder().rungs().size();
        String reached = all == 1
                ? "its one rung, "
                : (held == all ? "all " + all + " rungs" : held + " of " + all + " rungs") + ", up to ";
        return "It held on " + reached + describe(held) + ": " + worstValues();
    }

    /** What decides when every rung that counts held: a mechanism. */
    private String mechanism() {
        return mechanisms.worst(Judge.valid(rungs)).map(Score::sentence).orElse("");
    }

    /** For each expectation its worst rung, with the limit. */
    private String worstValues() {
        List<Expectation> hypothesis = run.plan().experiment().hypothesis();
        return java.util.stream.IntStream.range(0, hypothesis.size())
                .mapToObj(i -> rungs.stream()
                        .flatMap(rung -> rung.findings().stream())
                        .map(Finding::comparison)
                        .filter(c -> c.expectation() == i)
                        .max(Comparator.comparingDouble(Comparison::effect))
                        .map(c -> c.metric().label() + " at most "
                                + Words.effect(c, hypothesis.get(i).tolerance(), c.effect()) + " (limit "
                                + Words.effect(c, hypothesis.get(i).tolerance(), c.tolerance()) + ")")
                        .orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String refuted() {
        if (broken == 0) {
            String others = held == rungs.size() ? "Every metric stayed inside its tolerance, but a" : "A";
            return others + " mechanism did not keep its promise: " + mechanism() + " " + upTo();
        }
        return "It broke on rung " + broken + " (" + describe(broken) + "): "
                + rungs.get(broken - 1).sentence() + " " + upTo();
    }

    private String aborted() {
        Event.GuardTripped tripped = run.first(Event.GuardTripped.class).orElseThrow();
        return "It broke on rung " + tripped.rung() + " (" + describe(tripped.rung()) + ") and was stopped: "
                + tripped.detail() + " " + upTo();
    }

    private String didNotComeBack() {
        String detail = run.of(Event.SteadyState.class).stream()
                .reduce((first, second) -> second)
                .map(Event.SteadyState::detail)
                .orElse("");
        return "It did not come back after rung " + rungs.size() + " (" + describe(rungs.size()) + "): " + detail + ". "
                + upTo();
    }

    private String upTo() {
        return held == 0 ? "No rung was shown to hold." : "It held up to rung " + held + " (" + describe(held) + ").";
    }

    private String invalid() {
        if (run.ending() == Ending.NOT_DELIVERED) {
            int rung = run.injections().stream()
                    .mapToInt(Event.Injecting::rung)
                    .max()
                    .orElse(1);
            return "Rung " + rung + " (" + describe(rung) + ") was not tested: " + notSteady() + ". " + upTo();
        }
        Optional<Gate> blocking = gates.stream()
                .filter(gate ->
                        gate.status() == Gate.Status.FAILED && !gate.id().equals("G6"))
                .findFirst();
        if (blocking.isEmpty()) {
            return "The run does not test its hypothesis: " + mechanism() + " " + upTo();
        }
        Gate failed = blocking.get();
        return "The run does not test its hypothesis: " + failed.title() + " failed ("
                + (failed.rung() == 0 ? "" : "rung " + failed.rung() + "; ") + failed.detail() + ").";
    }

    private String notSteady() {
        return run.lastWord().map(Event.Ended::detail).orElse("the system was not in its steady state");
    }

    private String inconclusive() {
        return switch (run.ending()) {
            case STOPPED -> "The run was stopped before it could be judged. " + upTo();
            case FAILED -> "The run failed before it could be judged: " + notSteady() + ". " + upTo();
            case CRASHED -> "The run broke off: its process was killed. " + upTo();
            default ->
                rungs.isEmpty()
                        ? "Nothing was injected, so nothing can be said."
                        : held == rungs.size()
                                ? everyMetricHeld() + ". But one thing is open: " + mechanism()
                                : "Rung " + (held + 1) + " (" + describe(held + 1) + ") is open: "
                                        + rungs.get(held).sentence() + " " + upTo();
        };
    }

    private String describe(int rung) {
        return rung == 0 ? "nothing" : run.plan().rung(rung).toString();
    }
}
