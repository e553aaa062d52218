package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.litmus.TakingBack.End;
import dev.tensile.engine.litmus.TakingBack.Known;
import dev.tensile.engine.litmus.TakingBack.Result;
import dev.tensile.engine.litmus.center.ChaosCenter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes an experiment of ChaosCenter back: its engine in the cluster, if that is at hand, then its runs, then the engine that may
 * still come, and at last the experiment itself. "Stopped" does not mean reverted, and "there is no engine" does not mean that none
 * will come, or that it is this cluster: only an engine that was seen, and seen reverted, confirms anything, or that no run was
 * ever started, or a run that ended by itself and tells of every target that it is reverted.
 */
final class CenterTakingBack {
    private final ChaosCenter center;
    private final Optional<Cluster> cluster;
    private final CenterExperiment experiment;
    private final Patience patience;
    private final Past past;
    private final Runnable beforeItGoes;
    private final Map<String, Result> engines = new LinkedHashMap<>();
    private String unseen;

    /**
     * @param cluster in which its infrastructure lives, if it can be seen into
     * @param past what is known of it
     * @param beforeItGoes done when nothing of it is in force any longer, and it still stands in the books
     */
    CenterTakingBack(
            ChaosCenter center,
            Optional<Cluster> cluster,
            CenterExperiment experiment,
            Patience patience,
            Past past,
            Runnable beforeItGoes) {
        this.center = center;
        this.cluster = cluster;
        this.experiment = experiment;
        this.patience = patience;
        this.past = past;
        this.beforeItGoes = beforeItGoes;
        unseen = cluster.isEmpty()
                ? "there is no kubeconfig for its cluster"
                : "no engine of it was seen at " + cluster.get().server();
    }

    /**
     * What is known of an experiment.
     *
     * @param engine that was seen in the cluster
     */
    record Past(Start start, Optional<EngineResource> engine, Known known) {
        /** Of what another process may have begun. */
        static final Past UNKNOWN = new Past(Start.MAY_COME, Optional.empty(), Known.NOTHING);

        static final Past NOTHING = new Past(Start.NEVER, Optional.empty(), Known.NOTHING);
    }

    /** Whether a run was started. */
    enum Start {
        NEVER,
        /** It was asked for; whether that was done may not show at once. */
        MAY_COME,
        STARTED
    }

    Result run() {
        return Uninterrupted.call(this::takeBack);
    }

    private Result takeBack() {
        takeEngines();
        CenterRuns runs = new CenterRuns(center, experiment, patience);
        CenterRuns.End end = runs.stop(past.start() == Start.NEVER ? Duration.ZERO : patience.unsettled());
        takeEnginesThatMayCome(end);
        Optional<Result> left =
                engines.values().stream().filter(one -> one.end() == End.LEFT).findFirst();
        if (left.isPresent()) {
            return left.get();
        }
        boolean never = end == CenterRuns.End.NEVER_BEGAN && past.start() != Start.STARTED;
        if (engines.isEmpty() && !never && end != CenterRuns.End.REVERTED) {
            return new Result(End.LEFT, notConfirmed(end, runs.trouble()));
        }
        beforeItGoes.run();
        if (end != CenterRuns.End.UNKNOWN) {
            delete();
        }
        if (engines.isEmpty() && never) {
            return new Result(End.WAS_NOT_THERE, experiment + " never began");
        }
        boolean somebodyElse =
                !engines.isEmpty() && engines.values().stream().allMatch(one -> one.end() == End.WAS_NOT_THERE);
        return somebodyElse
                ? new Result(End.WAS_NOT_THERE, "somebody deleted the engine of " + experiment)
                : new Result(End.GONE, experiment + " is stopped, and every target reverted");
    }

    /** A run that was stopped in the books only may still be taken up, and one that was told so may not have made its engine yet. */
    private void takeEnginesThatMayCome(CenterRuns.End end) {
        boolean settled = end == CenterRuns.End.NEVER_BEGAN || end == CenterRuns.End.REVERTED;
        Deadline deadline = new Deadline(settled ? Duration.ZERO : patience.recover());
        takeEngines();
        while (engines.isEmpty() && cluster.isPresent() && !deadline.isOver()) {
            if (!Uninterrupted.pause(patience.between())) {
                Thread.interrupted();
            }
            takeEngines();
        }
    }

    private String notConfirmed(CenterRuns.End end, String trouble) {
        String asked = end == CenterRuns.End.UNKNOWN
                ? experiment + " could not be stopped: " + trouble
                : experiment + ": stop requested; reversal not confirmed, for " + unseen;
        return asked + ". See in ChaosCenter and with kubectl get chaosengines,chaosresults -n "
                + experiment.resource().namespace()
                + " that nothing is injected any longer; restart pods that stay hurt."
                + " Look again with tensile recover; once you have seen it yourself, delete the experiment in ChaosCenter first";
    }

    private void takeEngines() {
        if (cluster.isEmpty()) {
            return;
        }
        try {
            for (EngineResource found : found(cluster.get())) {
                Result before = engines.get(found.name());
                if (before == null || before.end() == End.LEFT) {
                    engines.put(found.name(), new TakingBack(cluster.get(), found, patience, past.known()).run());
                }
            }
        } catch (ClusterRefused refused) {
            unseen = String.valueOf(refused.getMessage());
        }
    }

    /** Also those that somebody has deleted: what became of their targets stands in their results. */
    private List<EngineResource> found(Cluster cluster) {
        Map<String, EngineResource> found = new LinkedHashMap<>();
        past.engine().ifPresent(one -> found.put(one.name(), one));
        find(cluster, experiment.resource()).forEach(one -> found.put(one.name(), one));
        for (JsonNode result :
                cluster.list(LitmusKind.RESULT, experiment.resource().namespace())) {
            String engine = result.at("/spec/engine").asText();
            if (isOurs(engine)) {
                found.putIfAbsent(engine, experiment.resource().named(engine));
            }
        }
        return List.copyOf(found.values());
    }

    /** Kubernetes puts five letters behind a name to generate. */
    private boolean isOurs(String engine) {
        String name = experiment.resource().name();
        return engine.startsWith(name) && engine.length() == name.length() + 5;
    }

    /** The engine that the agent has made; none yet, or one. */
    static List<EngineResource> find(Cluster cluster, EngineResource resource) {
        return cluster
                .list(LitmusKind.ENGINE, resource.namespace(), CenterExperiment.NAME_LABEL, resource.name())
                .stream()
                .map(engine -> EngineResource.of(engine, resource.namespace(), resource.run()))
                .toList();
    }

    /** It is of no use any longer; that it stays does no harm. */
    private void delete() {
        try {
            center.delete(experiment.id());
        } catch (EngineException kept) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
