package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.litmus.TakingBack.End;
import dev.tensile.engine.litmus.TakingBack.Result;
import dev.tensile.engine.litmus.center.ChaosCenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an experiment of ChaosCenter back: its engine in the cluster, if that is at hand, then its runs, then the engine that may
 * have come meanwhile, and at last the experiment itself. "Stopped" does not mean reverted: that is seen in the cluster, or the
 * reversal is not confirmed.
 */
final class CenterTakingBack {
    private final ChaosCenter center;
    private final Optional<Cluster> cluster;
    private final CenterExperiment experiment;
    private final Patience patience;
    private final List<Result> engines = new ArrayList<>();
    private String unseen = "there is no kubeconfig for its cluster";

    /** @param cluster in which its infrastructure lives, if it can be seen into */
    CenterTakingBack(ChaosCenter center, Optional<Cluster> cluster, CenterExperiment experiment, Patience patience) {
        this.center = center;
        this.cluster = cluster;
        this.experiment = experiment;
        this.patience = patience;
    }

    Result run() {
        return Uninterrupted.call(this::takeBack);
    }

    private Result takeBack() {
        boolean looked = takeEngines();
        CenterRuns runs = new CenterRuns(center, experiment, patience);
        CenterRuns.End end = runs.stop();
        looked = takeEngines() || (looked && engines.stream().anyMatch(one -> one.end() != End.LEFT));
        Optional<Result> left =
                engines.stream().filter(one -> one.end() == End.LEFT).reduce((first, second) -> second);
        if (left.isPresent()) {
            return left.get();
        }
        boolean confirmed = looked || end == CenterRuns.End.NEVER_BEGAN || end == CenterRuns.End.REVERTED;
        if (!confirmed) {
            return new Result(End.LEFT, notConfirmed(end, runs.trouble()));
        }
        if (end != CenterRuns.End.UNKNOWN) {
            delete();
        }
        return engines.isEmpty() && end == CenterRuns.End.NEVER_BEGAN
                ? new Result(End.WAS_NOT_THERE, experiment + " never began")
                : new Result(End.GONE, experiment + " is stopped, and every target reverted");
    }

    private String notConfirmed(CenterRuns.End end, String trouble) {
        String asked = end == CenterRuns.End.UNKNOWN
                ? experiment + " could not be stopped: " + trouble
                : experiment + ": stop requested; reversal not confirmed, for " + unseen;
        return asked + ". See in ChaosCenter and with kubectl get chaosengines,chaosresults -n "
                + experiment.resource().namespace()
                + " that nothing is injected any longer; restart pods that stay hurt."
                + " Look again with tensile recover";
    }

    /** Whether the cluster could be looked into. */
    private boolean takeEngines() {
        if (cluster.isEmpty()) {
            return false;
        }
        try {
            for (EngineResource found : find(cluster.get(), experiment.resource())) {
                engines.removeIf(one -> one.end() == End.LEFT);
                engines.add(new TakingBack(cluster.get(), found, patience).run());
            }
            return true;
        } catch (ClusterRefused refused) {
            unseen = String.valueOf(refused.getMessage());
            return false;
        }
    }

    /** The engine that the agent has made; none yet, or one. */
    static List<EngineResource> find(Cluster cluster, EngineResource resource) {
        return cluster
                .list(LitmusKind.ENGINE, resource.namespace(), CenterExperiment.NAME_LABEL, resource.name())
                .stream()
                .map(engine -> named(engine, resource))
                .toList();
    }

    private static EngineResource named(JsonNode engine, EngineResource resource) {
        String name = engine.path("metadata").path("name").asText();
        return new EngineResource(resource.namespace(), name, resource.run(), resource.fault());
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
