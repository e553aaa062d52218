package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.litmus.center.ChaosCenter;
import dev.tensile.engine.litmus.center.ChaosResult;
import dev.tensile.engine.litmus.center.Phase;
import dev.tensile.engine.litmus.center.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of an experiment, and how they are stopped: with their run id, for without it the cluster hears nothing. */
final class CenterRuns {
    private final ChaosCenter center;
    private final CenterExperiment experiment;
    private final Patience patience;
    private String trouble = "";

    CenterRuns(ChaosCenter center, CenterExperiment experiment, Patience patience) {
        this.center = center;
        this.experiment = experiment;
        this.patience = patience;
    }

    /** What is known of all runs when nothing more can be done about them here. */
    enum End {
        /** None was ever started. */
        NEVER_BEGAN,
        /** They ended by themselves, and every target that they tell of is reverted. */
        REVERTED,
        /** They are stopped, or were stopped; what became of their targets ChaosCenter does not say. */
        STOP_REQUESTED,
        /** ChaosCenter does not answer. */
        UNKNOWN
    }

    /** Why it is unknown. */
    String trouble() {
        return trouble;
    }

    /** @param unsettled for how long a run may still come of which nothing is known yet */
    End stop(Duration unsettled) {
        Optional<List<RunState>> runs = list(unsettled);
        if (runs.isEmpty()) {
            return End.UNKNOWN;
        }
        List<End> ends = new ArrayList<>(List.of(End.NEVER_BEGAN));
        for (RunState run : runs.get()) {
            ends.add(stop(run));
        }
        return ends.stream().max(Enum::compareTo).orElse(End.NEVER_BEGAN);
    }

    /** Empty if ChaosCenter does not say. */
    private Optional<List<RunState>> list(Duration unsettled) {
        Deadline deadline = new Deadline(unsettled);
        while (true) {
            boolean last = deadline.isOver();
            Optional<List<RunState>> runs = insist(() -> center.listRuns(experiment.id()));
            if (last || runs.map(known -> !known.isEmpty()).orElse(true)) {
                return runs;
            }
            pause();
        }
    }

    private End stop(RunState listed) {
        Optional<RunState> polled = takenUp(listed);
        if (polled.isEmpty()) {
            return End.UNKNOWN;
        }
        RunState run = polled.get();
        if (run.phase().isTerminal()) {
            return run.phase().equals(Phase.STOPPED) || !isReverted(run) ? End.STOP_REQUESTED : End.REVERTED;
        }
        return insist(() -> center.stop(experiment.id(), run.runId(), run.notifyId()))
                .map(answer -> End.STOP_REQUESTED)
                .orElse(End.UNKNOWN);
    }

    /** Every target that the run tells of is, and it tells of one; what is done once is done. */
    private boolean isReverted(RunState run) {
        List<ChaosResult.Target> targets = CenterInjecting.sight(run).targets();
        return LitmusSpec.ONCE.contains(experiment.resource().fault())
                || (!targets.isEmpty() && targets.stream().allMatch(ChaosResult.Target::isReverted));
    }

    /** A run that is queued cannot be stopped in the cluster; it is waited for until it has an id, or clearly never will. */
    private Optional<RunState> takenUp(RunState listed) {
        Deadline deadline = new Deadline(patience.queued());
        while (true) {
            Optional<RunState> run = insist(() -> center.poll(listed.notifyId()));
            boolean settled = run.map(one -> one.isTakenUp() || one.phase().isTerminal() || !one.infraActive())
                    .orElse(true);
            if (settled || deadline.isOver()) {
                return run;
            }
            pause();
        }
    }

    private void pause() {
        if (!Uninterrupted.pause(patience.poll())) {
            Thread.interrupted();
        }
    }

    /** Asks until it is answered, or patience is over; empty then. */
    <T> Optional<T> insist(CenterAccess.Asked<T> question) {
        Deadline deadline = new Deadline(patience.recover());
        while (true) {
            try {
                return Optional.of(question.ask());
            } catch (InterruptedException e) {
                trouble = "interrupted";
            } catch (EngineException refused) {
                trouble = String.valueOf(refused.getMessage());
            }
            if (deadline.isOver()) {
                return Optional.empty();
            }
            pause();
        }
    }
}
