package dev.tensile.engine;

import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Step;
import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunWriter;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.RungVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Carries out the steps of a plan while the load runs, and puts everything back however it ends. One thread does it all; a
 * {@link StopRequest} may come from any other.
 */
final class Executor implements Step.Cases<Optional<Executor.Halt>> {
    /** A look at the live counts is taken this long after each full second: batches of samples come a little late. */
    private static final long LOOK_DELAY = 200_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final int BASELINE_TICKS = 30;

    private final Plan plan;
    private final Journal journal;
    private final RunTime time;
    private final Analyst analyst;
    private final RunWatcher watcher;
    private final FaultLedger ledger;
    private final EngineSession session;
    private final LiveWindow live;
    private Optional<GuardWatch> guards = Optional.empty();
    private SteadyState steadyState;
    private List<Double> designEffects = List.of();
    private long lastHoldEnd;

    Executor(
            Plan plan,
            RunWriter writer,
            StopRequest stop,
            RunTime time,
            Analyst analyst,
            RunWatcher watcher,
            EngineSession session,
            LiveWindow live) {
        this.plan = plan;
        this.journal = new Journal(writer, stop);
        this.time = time;
        this.analyst = analyst;
        this.watcher = watcher;
        this.session = session;
        this.live = live;
        ledger = new FaultLedger(plan, session, journal, time);
        steadyState = new SteadyState(plan.experiment().hypothesis(), List.of());
    }

    /** Why no further rung is climbed, and whether it is still worth watching the system recover. */
    record Halt(Ending ending, String detail, Watch watch) {
        enum Watch {
            RECOVERY,
            NOTHING
        }
    }

    FaultLedger ledger() {
        return ledger;
    }

    /** Goes through the steps; every dose is out of force when it returns or throws. */
    Halt steps() {
        Halt result = new Halt(Ending.COMPLETED, "every step was done", Halt.Watch.RECOVERY);
        journal.write(session.counted(time::nanos));
        try {
            for (Step step : plan.steps()) {
                boolean skipped = result.ending != Ending.COMPLETED && !(step instanceof Step.Recovery);
                if (!skipped) {
                    Optional<Halt> halt = step.match(this);
                    if (halt.isPresent()
                            && (result.ending == Ending.COMPLETED || halt.get().watch == Halt.Watch.NOTHING)) {
                        result = halt.get();
                    }
                }
                if (result.watch == Halt.Watch.NOTHING) {
                    return result;
                }
            }
            return result;
        } finally {
            ledger.revertAll("the run is over");
            journal.write(session.counted(time::nanos));
        }
    }

    @Override
    public Optional<Halt> warmUp(Step.WarmUp step) {
        return watch(Phase.Kind.WARM_UP, 0, step.duration());
    }

    @Override
    public Optional<Halt> baseline(Step.Baseline step) {
        return watch(Phase.Kind.BASELINE, 0, step.duration());
    }

    @Override
    public Optional<Halt> inject(Step.Inject step) {
        Optional<StopRequest.Reason> stop = time.waitUntil(time.nanos());
        if (stop.isPresent()) {
            return Optional.of(stopped(stop.get()));
        }
        arm(step.rung());
        Optional<Halt> halt = watchWhile(ledger.inject(step), step.rung());
        if (halt.isPresent()) {
            return endHold(step.rung(), halt.get());
        }
        try {
            ledger.injected();
        } catch (EngineException refused) {
            guards = Optional.empty();
            return notDelivered(step.rung(), refused);
        }
        watcher.say(
                "rung " + step.rung() + ": " + plan.rung(step.rung()).doses().get(step.dose()) + " in force");
        return Optional.empty();
    }

    /** A fault that was never shown to be in force proves nothing; whatever else goes wrong is a failure. */
    private Optional<Halt> notDelivered(int rung, EngineException refused) {
        if (refused.category() != EngineException.Category.NOT_DELIVERED) {
            throw refused;
        }
        ledger.revertAll("another fault of the rung is not in force");
        journal.write(new Event.Note(time.nanos(), String.valueOf(refused.getMessage())));
        journal.write(new Event.PhaseStarted(time.nanos(), Phase.Kind.COOL_DOWN, rung));
        Halt halt = new Halt(Ending.NOT_DELIVERED, refused.getMessage() + "; " + refused.mend(), Halt.Watch.RECOVERY);
        return verify(rung).or(() -> Optional.of(halt));
    }

    /** The guardrails watch from the first injection of a rung on: a dose may do harm before it is shown to be in force. */
    private void arm(int rung) {
        Experiment experiment = plan.experiment();
        List<Guardrail> guardrails = experiment.guardrails();
        if (designEffects.isEmpty()) {
            throw new IllegalStateException("a rung was reached without a steady baseline");
        }
        if (guards.isEmpty()) {
            guards = Optional.of(
                    new GuardWatch(experiment, plan.rung(rung).hold(), designEffects.subList(0, guardrails.size())));
        }
    }

    @Override
    public Optional<Halt> hold(Step.Hold step) {
        Optional<Halt> halt = watch(Phase.Kind.HOLD, step.rung(), step.duration());
        lastHoldEnd = time.nanos();
        if (halt.isPresent()) {
            return endHold(step.rung(), halt.get());
        }
        guards = Optional.empty();
        return halt;
    }

    private Optional<Halt> endHold(int rung, Halt halt) {
        guards = Optional.empty();
        ledger.revertAll(halt.detail());
        journal.write(new Event.PhaseStarted(time.nanos(), Phase.Kind.COOL_DOWN, rung));
        return verify(rung).or(() -> Optional.of(halt));
    }

    @Override
    public Optional<Halt> revert(Step.Revert step) {
        ledger.revertAll("its hold is over");
        return Optional.empty();
    }

    @Override
    public Optional<Halt> coolDown(Step.CoolDown step) {
        beginPhase(Phase.Kind.COOL_DOWN, step.rung(), step.duration());
        Optional<Halt> residue = verify(step.rung());
        return residue.isPresent()
                ? residue
                : watchUntil(time.nanos() + step.duration().toNanos(), step.rung());
    }

    @Override
    public Optional<Halt> steadyStateCheck(Step.SteadyStateCheck step) {
        return step.rung() == 0 ? afterBaseline() : afterRung(step);
    }

    private Optional<Halt> afterBaseline() {
        Optional<String> unsteady = analyst.unsteady();
        journal.write(new Event.SteadyState(time.nanos(), 0, unsteady.isEmpty(), unsteady.orElse("steady")));
        if (unsteady.isPresent()) {
            return Optional.of(new Halt(Ending.NOT_STEADY, unsteady.get(), Halt.Watch.NOTHING));
        }
        steadyState = new SteadyState(plan.experiment().hypothesis(), live.last(BASELINE_TICKS));
        designEffects = plan.experiment().guardrails().stream()
                .map(analyst::designEffect)
                .toList();
        return Optional.empty();
    }

    private Optional<Halt> afterRung(Step.SteadyStateCheck step) {
        int ticks = (int) step.window().toSeconds();
        long deadline = time.nanos() + step.patience().toNanos();
        long drained = lastHoldEnd + longestTimeout().toNanos();
        String unsteady = steadyState.unsteady(live.last(ticks));
        while ((!unsteady.isEmpty() && time.nanos() < deadline) || time.nanos() < drained) {
            Optional<Halt> halt = watchUntil(time.nanos() + SECOND, step.rung());
            if (halt.isPresent()) {
                return halt;
            }
            unsteady = steadyState.unsteady(live.last(ticks));
        }
        journal.write(new Event.SteadyState(
                time.nanos(),
                step.rung(),
                unsteady.isEmpty(),
                unsteady.isEmpty() ? "back inside the tolerance" : unsteady));
        if (!unsteady.isEmpty()) {
            return Optional.of(new Halt(Ending.DID_NOT_COME_BACK, unsteady, Halt.Watch.RECOVERY));
        }
        return judge(step.rung());
    }

    private Duration longestTimeout() {
        return plan.experiment().loads().stream()
                .map(Load::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Widening is earned: only a rung that was shown to hold lets the ladder go on. */
    private Optional<Halt> judge(int rung) {
        RungVerdict verdict = analyst.judge(rung);
        journal.write(
                new Event.RungJudged(time.nanos(), rung, verdict.judgement().name()));
        watcher.say("rung " + rung + " "
                + verdict.judgement().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": "
                + verdict.sentence());
        boolean last = rung == plan.experiment().ladder().rungs().size();
        if (verdict.judgement() == Judgement.HELD || last) {
            return Optional.empty();
        }
        Ending ending = verdict.judgement() == Judgement.REFUTED ? Ending.RUNG_REFUTED : Ending.RUNG_UNSHOWN;
        return Optional.of(new Halt(ending, verdict.sentence(), Halt.Watch.RECOVERY));
    }

    @Override
    public Optional<Halt> recovery(Step.Recovery step) {
        return watch(Phase.Kind.RECOVERY, 0, step.duration());
    }

    /** Looks whether the engine has left anything; what it has left ends the run. */
    Optional<Halt> verify(int rung) {
        Verification seen = session.verify();
        journal.write(new Event.Verified(time.nanos(), rung, seen.what(), seen.restoration(), seen.detail()));
        return seen.restoration() == Restoration.RESIDUE
                ? Optional.of(new Halt(Ending.FAILED, "not restored: " + seen.detail(), Halt.Watch.NOTHING))
                : Optional.empty();
    }

    private Optional<Halt> watch(Phase.Kind kind, int rung, Duration duration) {
        beginPhase(kind, rung, duration);
        return watchUntil(time.nanos() + duration.toNanos(), rung);
    }

    private void beginPhase(Phase.Kind kind, int rung, Duration duration) {
        journal.write(new Event.PhaseStarted(time.nanos(), kind, rung));
        watcher.phase(kind, rung, duration);
    }

    /** Second by second until {@code end}, with a look at the live counts in each. */
    private Optional<Halt> watchUntil(long end, int rung) {
        Looks looks = new Looks(rung);
        Optional<Halt> halt = Optional.empty();
        while (halt.isEmpty() && time.nanos() < end) {
            Optional<StopRequest.Reason> stop = time.waitUntil(Math.min(end, looks.next()));
            halt = stop.map(Executor::stopped).or(() -> looks.look(end));
        }
        return halt;
    }

    /** The same, until the work is done. */
    private Optional<Halt> watchWhile(CompletableFuture<?> work, int rung) {
        Looks looks = new Looks(rung);
        while (true) {
            Optional<StopRequest.Reason> stop = time.waitFor(work, looks.next());
            if (stop.isPresent() || work.isDone()) {
                return stop.map(Executor::stopped);
            }
            Optional<Halt> halt = looks.look(time.nanos());
            if (halt.isPresent()) {
                return halt;
            }
        }
    }

    /** Looks at the live counts, one each second. */
    private final class Looks {
        private final int rung;
        private final long begun = time.nanos();
        private long looked = begun;
        private int second;

        Looks(int rung) {
            this.rung = rung;
        }

        long next() {
            return begun + (second + 1) * SECOND + LOOK_DELAY;
        }

        Optional<Halt> look(long end) {
            second++;
            List<LiveTick> ticks = live.look((time.nanos() - looked) / 1e9);
            looked = time.nanos();
            Optional<Halt> halt = guards.flatMap(guard -> guard(guard, ticks, rung));
            watcher.second(
                    Duration.ofNanos(Math.max(0, end - time.nanos())),
                    ticks,
                    guards.map(GuardWatch::distances).orElse(List.of()));
            journal.write(session.counted(time::nanos));
            journal.write(new Event.HostLoad(time.nanos(), HostLoad.cpuBusy()));
            return halt;
        }
    }

    private static Halt stopped(StopRequest.Reason reason) {
        Ending ending = reason.by() == StopRequest.By.OPERATOR ? Ending.STOPPED : Ending.FAILED;
        return new Halt(ending, reason.text(), Halt.Watch.NOTHING);
    }

    private Optional<Halt> guard(GuardWatch guard, List<LiveTick> ticks, int rung) {
        Optional<GuardWatch.Trip> trip = guard.second(ticks);
        if (trip.isPresent()) {
            GuardWatch.Trip tripped = trip.get();
            long at = time.nanos();
            ledger.revertAll("a guardrail tripped");
            journal.write(new Event.GuardTripped(
                    at,
                    rung,
                    tripped.guardrail(),
                    tripped.evidence(),
                    tripped.atLeast(),
                    tripped.detail(),
                    tripped.load()));
            watcher.say(tripped.detail());
            return Optional.of(new Halt(Ending.GUARD_ABORTED, tripped.detail(), Halt.Watch.RECOVERY));
        }
        if (!session.isAlive()) {
            return Optional.of(
                    new Halt(Ending.FAILED, "the engine died while a fault was in force", Halt.Watch.NOTHING));
        }
        return Optional.empty();
    }
}
