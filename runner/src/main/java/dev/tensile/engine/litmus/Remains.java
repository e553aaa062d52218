package dev.tensile.engine.litmus;

import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Leftovers;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.run.Restoration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether anything of a run is still in a cluster: by its label, so that also an engine is found whose creation was never
 * answered, or that somebody else made for us. An engine of ours is only gone when every target was seen to be reverted.
 */
final class Remains {
    private final Cluster cluster;
    private final String namespace;
    private final String run;

    Remains(Cluster cluster, String namespace, String run) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.run = run;
    }

    List<EngineResource> find() {
        return cluster.list(LitmusKind.ENGINE, namespace, RunLabels.RUN, run).stream()
                .map(engine -> EngineResource.of(engine, namespace, run))
                .toList();
    }

    Verification look() {
        return Leftovers.look(
                cluster,
                "ChaosEngines labelled " + RunLabels.RUN + "=" + run,
                this::find,
                ByHand::mend,
                "faults end by themselves when their time is over");
    }

    /** Takes back whatever is found. */
    Verification takeBack(Patience patience) {
        List<String> done = new ArrayList<>();
        for (EngineResource found : find()) {
            TakingBack.Result result = new TakingBack(cluster, found, patience).run();
            if (result.end() == TakingBack.End.LEFT) {
                return new Verification(found.toString(), Restoration.RESIDUE, result.detail());
            }
            done.add(result.detail());
        }
        Verification seen = look();
        return done.isEmpty() || seen.restoration() == Restoration.RESIDUE
                ? seen
                : new Verification(seen.what(), seen.restoration(), String.join("; ", done));
    }
}
