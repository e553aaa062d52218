package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Windows;
import dev.tensile.mechanism.Scorecards;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Turns the numbers of a run into its verdict. Pure: the same run and comparisons give the same verdict. */
public final class Judge {
    private final Run run;
    private final List<Gate> gates;
    private final List<Finding> findings;
    private final Mechanisms mechanisms;

    private Judge(Run run, List<Comparison> comparisons) {
        this.run = run;
        this.gates = Gates.of(run, comparisons);
        this.findings = Rulings.of(comparisons, run.plan().experiment().hypothesis());
        this.mechanisms = new Mechanisms(Scorecards.of(run));
    }

    public static Verdict judge(Run run, List<Comparison> comparisons) {
        return new Judge(run, comparisons).verdict();
    }

    private Verdict verdict() {
        List<RungVerdict> rungs = new ArrayList<>();
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                rungs.add(rung(phase.rung()));
            }
        }
        int held = 0;
        while (held < rungs.size() && rungs.get(held).judgement() == Judgement.HELD) {
            held++;
        }
        // A guardrail may end a rung before it was held.
        int tripped = run.first(Event.GuardTripped.class)
                .map(Event.GuardTripped::rung)
                .orElse(0);
        int broken = rungs.stream()
                .filter(r -> r.judgement() == Judgement.REFUTED || r.judgement() == Judgement.ABORTED)
                .mapToInt(RungVerdict::rung)
                .findFirst()
                .orElse(tripped);
        Judgement judgement = overall(rungs);
        String sentence = new Sentence(run, rungs, gates, judgement, held, broken, mechanisms).text();
        return new Verdict(
                judgement,
                sentence,
                run.ending(),
                run.restoration(),
                rungs,
                gates,
                held,
                broken,
                mechanisms.cards(Judge.notInvalid(rungs)));
    }

    private RungVerdict rung(int rung) {
        List<Finding> own =
                findings.stream().filter(f -> f.comparison().rung() == rung).toList();
        Optional<Event.GuardTripped> tripped = tripped(rung);
        if (tripped.isPresent()) {
            return new RungVerdict(
                    rung,
                    Judgement.ABORTED,
                    Aborts.rule(run, own, tripped.get()),
                    tripped.get().detail());
        }
        Optional<Gate> failed = blocking(rung);
        if (failed.isPresent()) {
            List<Finding> voided = own.stream()
                    .map(f -> new Finding(f.comparison(), Ruling.INVALID, f.harmPAdjusted(), f.sentence()))
                    .toList();
            return new RungVerdict(
                    rung,
                    Judgement.INVALID,
                    voided,
                    "Not valid: " + failed.get().title() + " failed ("
                            + failed.get().detail() + ").");
        }
        if (wasInterrupted(rung)) {
            return new RungVerdict(
                    rung, Judgement.INCONCLUSIVE, own, "The rung was cut short before it could be judged.");
        }
        Judgement worst = own.stream()
                .map(f -> f.ruling().judgement())
                .max(Comparator.naturalOrder())
                .orElse(Judgement.INCONCLUSIVE);
        return withMechanisms(new RungVerdict(rung, worst, own, worstSentence(own, worst)));
    }

    /** A rung is as good as the worst of its metrics and of the mechanisms that acted on it, or should have. */
    private RungVerdict withMechanisms(RungVerdict rung) {
        return mechanisms
                .worstOn(rung.rung())
                .filter(score -> Mechanisms.judgement(score.grade()).compareTo(rung.judgement()) > 0)
                .map(score -> new RungVerdict(
                        rung.rung(), Mechanisms.judgement(score.grade()), rung.findings(), score.sentence()))
                .orElse(rung);
    }

    private static String worstSentence(List<Finding> findings, Judgement worst) {
        return findings.stream()
                .filter(f -> f.ruling().judgement() == worst)
                .max(Comparator.comparing(Finding::ruling))
                .map(Finding::sentence)
                .orElse("");
    }

    private Optional<Event.GuardTripped> tripped(int rung) {
        return run.of(Event.GuardTripped.class).stream()
                .filter(event -> event.rung() == rung)
                .findFirst();
    }

    /** Gates of the whole run block every rung. Too little data (G6) is a matter of each finding, not of the rung. */
    private Optional<Gate> blocking(int rung) {
        return gates.stream()
                .filter(gate ->
                        gate.status() == Gate.Status.FAILED && !gate.id().equals("G6"))
                .filter(gate -> gate.rung() == 0 || gate.rung() == rung)
                .findFirst();
    }

    private boolean wasInterrupted(int rung) {
        return Windows.wasCutShort(run, rung);
    }

    private Judgement overall(List<RungVerdict> rungs) {
        Judgement worst = Stream.concat(
                        rungs.stream().map(RungVerdict::judgement),
                        mechanisms.worst(Judge.valid(rungs)).stream().map(score -> Mechanisms.judgement(score.grade())))
                .max(Comparator.naturalOrder())
                .filter(found -> !rungs.isEmpty())
                .orElse(Judgement.INCONCLUSIVE);
        return switch (run.ending()) {
            case NOT_STEADY -> Judgement.NOT_STEADY;
            case GUARD_ABORTED -> Judgement.ABORTED;
            case DID_NOT_COME_BACK -> max(worst, Judgement.REFUTED);
            case NOT_DELIVERED -> max(worst, Judgement.INVALID);
            case COMPLETED, RUNG_REFUTED, RUNG_UNSHOWN -> worst;
            case STOPPED, FAILED, CRASHED -> max(worst, Judgement.INCONCLUSIVE);
        };
    }

    /** The rungs on which what was seen means anything; 0, the run as a whole, if nothing is wrong with the last of them. */
    static IntPredicate valid(List<RungVerdict> rungs) {
        boolean ofAll = rungs.isEmpty() || rungs.get(rungs.size() - 1).judgement() != Judgement.INVALID;
        return number -> number == 0
                ? ofAll
                : rungs.stream()
                        .anyMatch(rung -> rung.rung() == number
                                && rung.judgement() != Judgement.INVALID
                                && rung.judgement() != Judgement.ABORTED);
    }

    /** The same with those that were stopped: what was seen until then is true, but not all there was to see. */
    private static IntPredicate notInvalid(List<RungVerdict> rungs) {
        return number -> rungs.stream()
                .filter(rung -> rung.rung() == number)
                .findFirst()
                .map(rung -> rung.judgement() != Judgement.INVALID)
                .orElse(valid(rungs).test(number));
    }

    private static Judgement max(Judgement a, Judgement b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
