package dev.tensile.report;

import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Plan;
import dev.tensile.recovery.Recovery;
import dev.tensile.recovery.TimeToRecover;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Run;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** Everything that a report is made of. */
record Evidence(Run run, List<Comparison> comparisons, Verdict verdict, Recovery recovery, PhaseCounts counts) {
    static Evidence of(Run run, List<Comparison> comparisons, Verdict verdict) {
        return new Evidence(run, List.copyOf(comparisons), verdict, TimeToRecover.of(run), PhaseCounts.of(run));
    }

    Plan plan() {
        return run.plan();
    }

    Experiment experiment() {
        return run.plan().experiment();
    }

    int rungs() {
        return experiment().ladder().rungs().size();
    }

    boolean crashed() {
        return run.ending() == Ending.CRASHED;
    }

    Optional<RungVerdict> rung(int number) {
        return verdict.rungs().stream().filter(rung -> rung.rung() == number).findFirst();
    }

    /** What is done on a rung, in words. */
    String does(int rung) {
        return plan().rung(rung).toString();
    }

    /** What was started for the run and had to be ended with it: the demo shop, links. */
    List<Event.Injecting> preparations() {
        return run.of(Event.Injecting.class).stream()
                .filter(event -> event.rung() == 0)
                .toList();
    }

    /** How the run ended. */
    String ended() {
        boolean hardStop =
                run.ending() == Ending.GUARD_ABORTED && guards().stream().anyMatch(guard -> guard.guardrail() < 0);
        return hardStop ? "the hard stop ended it" : Words.ending(run.ending());
    }

    List<Event.GuardTripped> guards() {
        return run.of(Event.GuardTripped.class);
    }

    /** What to type to do it again. */
    String retest() {
        return "tensile run " + Text.shell(plan().script().isEmpty() ? "SCRIPT.chaos.kts" : plan().script()) + " --on "
                + Text.shell(plan().engine()) + " --seed " + plan().seed();
    }
}
