package dev.tensile.engine;

import dev.tensile.run.Ending;
import dev.tensile.run.Event;
import dev.tensile.run.PlanFile;
import dev.tensile.run.Restoration;
import dev.tensile.run.RunStoreException;
import dev.tensile.run.RunWriter;
import dev.tensile.run.Samples;
import java.time.Clock;
import java.util.Map;

/**
 * Runs a plan from end to end: makes sure that the system runs, opens the engine, starts the load, goes through the steps, and
 * puts everything back. How it ended is in the run folder and in the answer; it throws only on a bug.
 */
public final class Experimenter {
    private final PlanFile plan;
    private final Engine engine;
    private final SystemUnderTest system;
    private final Workload workload;
    private final RunWriter writer;
    private final Analyst analyst;
    private final RunWatcher watcher;
    private final RunTime time;
    private final StopRequest stop;
    private final Journal journal;

    /** All that a run needs. */
    public record Parts(
            PlanFile plan,
            Engine engine,
            SystemUnderTest system,
            Workload workload,
            RunWriter writer,
            Analyst analyst,
            RunWatcher watcher,
            RunTime time,
            StopRequest stop) {}

    public Experimenter(Parts parts) {
        plan = parts.plan;
        engine = parts.engine;
        system = parts.system;
        workload = parts.workload;
        writer = parts.writer;
        analyst = parts.analyst;
        watcher = parts.watcher;
        time = parts.time;
        stop = parts.stop;
        journal = new Journal(writer, stop);
    }

    /** The last word on a run. */
    public record End(Ending ending, Restoration restoration, String detail) {}

    /** @param host facts about this machine and process, for the record */
    public End run(Clock wall, Map<String, String> host) {
        journal.write(new Event.Started(time.nanos(), wall.instant(), plan.digest(), host));
        End end = withSystem();
        journal.write(new Event.Ended(time.nanos(), end.ending, end.restoration, end.detail));
        watcher.ended(end.ending, end.restoration, end.detail);
        return end;
    }

    private End withSystem() {
        SystemUnderTest.Running running;
        try {
            running = system.start(journal::mustWrite, time);
        } catch (RuntimeException refused) {
            return failed(refused);
        }
        try (running) {
            return withEngine(running);
        } catch (RuntimeException left) {
            return residue("the system", left);
        }
    }

    private End withEngine(SystemUnderTest.Running running) {
        EngineSession session;
        try {
            session = engine.open(plan.plan(), String.valueOf(writer.folder().getFileName()));
        } catch (RuntimeException refused) {
            return failed(refused);
        }
        try (session) {
            return withSession(running, session);
        } catch (RuntimeException left) {
            return residue("the engine", left);
        }
    }

    private End withSession(SystemUnderTest.Running running, EngineSession session) {
        LiveWindow live = new LiveWindow(plan.plan());
        Executor executor = new Executor(plan.plan(), writer, stop, time, analyst, watcher, session, live);
        Workload.Running load;
        try {
            session.openUndos()
                    .forEach(undo ->
                            journal.mustWrite(new Event.Injecting(time.nanos(), 0, 0, "make the engine ready", undo)));
            session.begin();
            running.checkHealth();
            load = workload.start(time, executor.ledger().cohorts(), batch -> accept(live, batch));
        } catch (RuntimeException refused) {
            return failed(refused);
        }
        MetricsWatch watch =
                MetricsWatch.start(plan.plan().experiment().targets(), time::nanos, journal::writeReadings);
        try (watch) {
            return withLoad(executor, load);
        }
    }

    private End withLoad(Executor executor, Workload.Running load) {
        Executor.Halt halt;
        try {
            halt = executor.steps();
        } catch (RuntimeException broken) {
            halt = new Executor.Halt(Ending.FAILED, message(broken), Executor.Halt.Watch.NOTHING);
        }
        Restoration restoration = restore(executor);
        try (load) {
            if (halt.watch() == Executor.Halt.Watch.RECOVERY) {
                Workload.Counted counted = load.drain();
                journal.write(new Event.LoadCounted(time.nanos(), counted.intended(), counted.recorded()));
            }
        } catch (RuntimeException broken) {
            return new End(Ending.FAILED, restoration, "the load did not end as it should: " + message(broken));
        }
        return new End(halt.ending(), restoration, halt.detail());
    }

    private void accept(LiveWindow live, Samples batch) {
        live.accept(batch);
        journal.write(batch);
    }

    /** A last look: whatever was injected is gone. */
    private Restoration restore(Executor executor) {
        try {
            return executor.verify(0).isPresent() ? Restoration.RESIDUE : Restoration.VERIFIED;
        } catch (RuntimeException unseen) {
            journal.write(new Event.Verified(
                    time.nanos(), 0, "the engine", Restoration.RESIDUE, "could not be looked at: " + message(unseen)));
            return Restoration.RESIDUE;
        }
    }

    /** Refused before anything was injected. */
    private static End failed(RuntimeException refused) {
        boolean unreachable =
                refused instanceof EngineException engine && engine.category() == EngineException.Category.UNREACHABLE;
        return new End(
                unreachable ? Ending.NOT_STEADY : Ending.FAILED, Restoration.NOTHING_TO_RESTORE, message(refused));
    }

    /** What was opened for the run could not be closed after it. */
    private End residue(String what, RuntimeException left) {
        journal.write(new Event.Verified(time.nanos(), 0, what, Restoration.RESIDUE, message(left)));
        return new End(Ending.FAILED, Restoration.RESIDUE, "not put back: " + message(left));
    }

    private static String message(RuntimeException refused) {
        String text = refused.getMessage() == null ? refused.toString() : refused.getMessage();
        if (refused instanceof RunStoreException full) {
            return text + "; " + full.mend();
        }
        return refused instanceof EngineException engine ? text + "; " + engine.mend() : text;
    }
}
