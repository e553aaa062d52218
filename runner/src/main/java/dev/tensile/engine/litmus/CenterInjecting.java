package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Creation;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.litmus.center.ChaosCenter;
import dev.tensile.engine.litmus.center.ChaosResult;
import dev.tensile.engine.litmus.center.Execution;
import dev.tensile.engine.litmus.center.ExperimentDraft;
import dev.tensile.engine.litmus.center.Infra;
import dev.tensile.engine.litmus.center.Phase;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.engine.litmus.center.RunState;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Delivered.ClockGap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Saves an experiment, runs it, and waits until its fault is shown to be injected: in the cluster if that is at hand, else by what
 * the agent tells. A run that no agent takes up is given up after a time of its own.
 */
final class CenterInjecting {
    private final ChaosCenter center;
    private final Optional<Cluster> cluster;
    private final CenterExperiment experiment;
    private final LitmusSpec spec;
    private final Patience patience;
    private boolean mayRun;

    CenterInjecting(
            ChaosCenter center,
            Optional<Cluster> cluster,
            CenterExperiment experiment,
            LitmusSpec spec,
            Patience patience) {
        this.center = center;
        this.cluster = cluster;
        this.experiment = experiment;
        this.spec = spec;
        this.patience = patience;
    }

    /** @throws NotInForce if it cannot be started; see {@link #mayRun} */
    Begun begin(DoseOrder order, Home home, Infra infra, List<Probe> probes) {
        asked(() -> {
            center.save(ExperimentDraft.of(
                    experiment.id(),
                    experiment.manifest(
                            spec,
                            home,
                            order.rung(),
                            order.number(),
                            order.timeLimit().plus(patience.inject()),
                            HypothesisProbes.stored(center, probes)),
                    infra));
            return true;
        });
        mayRun = true;
        Instant sent = Instant.now();
        String notifyId = asked(this::run);
        return new Begun(notifyId, sent, probes.isEmpty());
    }

    private String run() throws InterruptedException {
        try {
            return center.run(experiment.id())
                    .orElseThrow(() -> new NotInForce("ChaosCenter started no run of " + experiment));
        } catch (EngineException refused) {
            mayRun = refused.category() != EngineException.Category.ENVIRONMENT;
            throw refused;
        }
    }

    /** Whether a run was asked for and not surely refused. */
    boolean mayRun() {
        return mayRun;
    }

    private static <T> T asked(CenterAccess.Asked<T> question) {
        try {
            return CenterAccess.ask(question);
        } catch (EngineException refused) {
            throw new NotInForce(refused.getMessage() + "; " + refused.mend());
        }
    }

    /** @throws NotInForce if it is not shown to be; it must be taken back */
    Injected await(Begun begun, List<Instance> before) {
        Deadline queued = new Deadline(patience.queued());
        Deadline deadline = new Deadline(patience.inject());
        String trouble = "";
        while (true) {
            try {
                RunState state = CenterAccess.ask(() -> center.poll(begun.notifyId()));
                trouble = "its run is " + state.phase();
                takenUp(state, queued);
                Optional<EngineResource> engine = engine();
                if (engine.isPresent()) {
                    return inCluster(begun, engine.get(), before);
                }
                if (sight(state).shows(1)) {
                    return told(begun, sight(state));
                }
                hopeful(state);
            } catch (EngineException passing) {
                trouble = String.valueOf(passing.getMessage());
            } catch (ClusterRefused refused) {
                if (!refused.isPassing()) {
                    throw NotInForce.of(refused);
                }
                trouble = String.valueOf(refused.getMessage());
            }
            if (deadline.isOver()) {
                throw new NotInForce(
                        "not shown to be injected within " + patience.inject().toSeconds() + " s: " + trouble);
            }
            if (!Uninterrupted.pause(patience.poll())) {
                throw new NotInForce("interrupted");
            }
        }
    }

    private static void takenUp(RunState state, Deadline queued) {
        if (state.isTakenUp() || state.phase().isTerminal()) {
            return;
        }
        if (!state.infraActive()) {
            throw new NotInForce("its run is " + state.phase() + ", and the infrastructure's agent is not connected");
        }
        if (queued.isOver()) {
            throw new NotInForce("its run is still " + state.phase() + ": no agent has taken it up");
        }
    }

    private void hopeful(RunState state) {
        sight(state).failure().ifPresent(why -> {
            throw new NotInForce(why);
        });
        if (state.phase().isTerminal()) {
            String message = state.execution().map(Execution::message).orElse("");
            throw new NotInForce("its run ended, " + state.phase() + ", before it was shown to be injected"
                    + (message.isEmpty() ? "" : ": " + message));
        }
    }

    private Optional<EngineResource> engine() {
        return cluster.flatMap(one ->
                CenterTakingBack.find(one, experiment.resource()).stream().findFirst());
    }

    private Injected inCluster(Begun begun, EngineResource engine, List<Instance> before) {
        begun.engine = Optional.of(engine);
        Cluster at = cluster.orElseThrow();
        ClockGap clock = at.get(LitmusKind.ENGINE, engine.namespace(), engine.name())
                .map(made -> Creation.clock(made, begun.sent).gap())
                .orElse(ClockGap.UNKNOWN);
        return new Injecting(at, engine, spec, patience, before).await(clock);
    }

    /** Helpers tell of one pod after the other, and the agent never says of how many: only one can be shown. */
    private Injected told(Begun begun, Sight sight) {
        begun.told = true;
        if (!spec.isOneInstance()) {
            throw new NotInForce("the agent tells of " + sight.injected()
                    + ", and of how many there are only the cluster does: " + Words.KUBECONFIG);
        }
        Map<String, Instant> seen = new TreeMap<>();
        sight.injected().forEach(pod -> seen.put(pod, Instant.now()));
        return new Injected(
                seen.size(),
                seen,
                Instant.now(),
                ClockGap.UNKNOWN,
                List.of("That it was in force is what the agent told ChaosCenter; it was not seen in the cluster."));
    }

    /** What a run tells of its one fault. */
    static Sight sight(RunState state) {
        Optional<ChaosResult> result = state.execution().stream()
                .flatMap(execution -> execution.faults().stream())
                .flatMap(fault -> fault.result().stream())
                .findFirst();
        boolean stopped = state.phase().equals(Phase.STOPPED);
        Sight.Stage ended = stopped ? Sight.Stage.STOPPED : Sight.Stage.COMPLETED;
        return Sight.of(state.phase().isTerminal() ? ended : Sight.Stage.RUNNING, result);
    }

    /** A run that was started. Owned by the thread of the run, but for what is volatile. */
    static final class Begun {
        private final String notifyId;
        private final Instant sent;
        private final boolean withoutProbes;
        private volatile Optional<EngineResource> engine = Optional.empty();
        private boolean told;
        private String score = "";

        private Begun(String notifyId, Instant sent, boolean withoutProbes) {
            this.notifyId = notifyId;
            this.sent = sent;
            this.withoutProbes = withoutProbes;
        }

        String notifyId() {
            return notifyId;
        }

        /** In the cluster; empty if it was not seen there. */
        Optional<EngineResource> engine() {
            return engine;
        }

        /** Whether its engine is not where the kubeconfig leads: then nothing can be concluded from what is not there. */
        boolean isElsewhere() {
            return told;
        }

        String score() {
            return score;
        }

        /** There is one only if the run ended by itself; a stopped run never gets one. */
        void readScore(ChaosCenter center) {
            try {
                RunState state = CenterAccess.ask(() -> center.poll(notifyId));
                score = state.phase().isTerminal() && state.resiliencyScore().isPresent()
                        ? Quantities.number(state.resiliencyScore().getAsDouble()) + " of 100"
                                + (withoutProbes ? "; without probes it says nothing" : "")
                        : "none: ChaosCenter gives one only to a run that ends by itself, and Tensile stopped this one";
            } catch (EngineException unread) {
                score = "not known: " + unread.getMessage();
            }
        }
    }
}
