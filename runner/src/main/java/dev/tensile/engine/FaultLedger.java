package dev.tensile.engine;

import dev.tensile.experiment.Cohorts;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Step;
import dev.tensile.load.CohortRule;
import dev.tensile.load.RunClock;
import dev.tensile.run.Cohort;
import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The doses in force, and the one on its way. Each is journaled with its undo before it is injected, and all are taken back in
 * reverse order. Owned by the thread of the run; {@link #cohorts()} may be asked by any.
 */
final class FaultLedger {
    private final Plan plan;
    private final EngineSession session;
    private final Journal journal;
    private final RunClock clock;
    private final Deque<Entry> inForce = new ArrayDeque<>();
    private Optional<Injecting> onItsWay = Optional.empty();

    /** Written by the thread of the run, read by the load's. */
    private volatile CohortRule cohorts = CohortRule.NONE;

    FaultLedger(Plan plan, EngineSession session, Journal journal, RunClock clock) {
        this.plan = plan;
        this.session = session;
        this.journal = journal;
        this.clock = clock;
    }

    private record Entry(int rung, int dose, Injection injection) {}

    CohortRule cohorts() {
        return (high, low) -> cohorts.of(high, low);
    }

    boolean isEmpty() {
        return inForce.isEmpty() && onItsWay.isEmpty();
    }

    /** @return done when it is in force, or surely not; {@link #injected} then says which */
    CompletableFuture<?> inject(Step.Inject step) {
        Dose dose = dose(step);
        DoseOrder order = new DoseOrder(step.rung(), step.dose(), dose, step.timeLimit(), plan.seed());
        journal.mustWrite(
                new Event.Injecting(clock.nanos(), step.rung(), step.dose(), dose.toString(), session.undoOf(order)));
        Injecting injecting = Injecting.begin(step, () -> session.inject(order));
        onItsWay = Optional.of(injecting);
        return injecting.work();
    }

    /** The dose on its way is in force now; throws what its engine threw if it is not. */
    void injected() {
        Injecting done = onItsWay.orElseThrow();
        onItsWay = Optional.empty();
        Injection injection = done.result();
        enter(done.step(), injection);
        cohorts = injection.followsTraces() ? cohortsOf(dose(done.step())) : CohortRule.NONE;
    }

    private void enter(Step.Inject step, Injection injection) {
        inForce.push(new Entry(step.rung(), step.dose(), injection));
        journal.write(new Event.Injected(clock.nanos(), step.rung(), step.dose()));
    }

    private Dose dose(Step.Inject step) {
        return plan.rung(step.rung()).doses().get(step.dose());
    }

    private CohortRule cohortsOf(Dose dose) {
        double share = dose.radius().share().fraction();
        long seed = plan.seed();
        return (high, low) -> Cohorts.position(high, low, seed) < share ? Cohort.TARGET : Cohort.CONTROL;
    }

    /** Takes everything back, the last one first; goes on with the others if one fails. */
    void revertAll(String why) {
        cohorts = CohortRule.NONE;
        inForce.forEach(FaultLedger::letGo);
        onItsWay.ifPresent(this::giveUp);
        while (!inForce.isEmpty()) {
            revert(inForce.pop(), why);
        }
    }

    /** What the others do while one takes its time, nobody wants any longer. */
    private static void letGo(Entry entry) {
        try {
            entry.injection.letGo();
        } catch (RuntimeException failed) {
            return; // reverting it will fail, too, and say why
        }
    }

    private void giveUp(Injecting injecting) {
        onItsWay = Optional.empty();
        injecting.giveUp().ifPresent(injection -> {
            letGo(new Entry(injecting.step().rung(), injecting.step().dose(), injection));
            enter(injecting.step(), injection);
        });
    }

    /** The act comes first, the books after it. */
    private void revert(Entry entry, String why) {
        Event asked = new Event.Reverting(clock.nanos(), entry.rung, entry.dose, why);
        try {
            entry.injection.close();
            Delivered delivered = entry.injection.delivered();
            journal.write(asked);
            journal.write(new Event.Reverted(clock.nanos(), entry.rung, entry.dose, delivered));
        } catch (RuntimeException failed) {
            journal.write(asked);
            journal.write(new Event.Note(clock.nanos(), "reverting failed: " + failed.getMessage()));
        }
    }
}
