package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Undo;
import java.util.List;

/** By custom resources: one ChaosEngine for each dose of each rung. Needs the operator, and no ChaosCenter. */
final class ResourceWay implements Way {
    private final Cluster cluster;
    private final Home home;
    private final String run;
    private final Patience patience;

    ResourceWay(Cluster cluster, Home home, String run, Patience patience) {
        this.cluster = cluster;
        this.home = home;
        this.run = run;
        this.patience = patience;
    }

    @Override
    public EngineResource resource(DoseOrder order, LitmusSpec spec) {
        return EngineResource.of(spec, home.namespace(), run, order.rung(), order.number());
    }

    @Override
    public Undo undoOf(EngineResource resource, DoseOrder order) {
        return resource.undo(cluster.server(), cluster.context(), order.dose());
    }

    @Override
    public Injected inject(EngineResource resource, LitmusSpec spec, DoseOrder order, List<Instance> before) {
        JsonNode manifest = resource.manifest(spec, home, order.rung(), order.number(), order.timeLimit());
        return new Injecting(cluster, resource, spec, patience, before).run(manifest);
    }

    @Override
    public TakingBack.Result takeBack(EngineResource resource) {
        return new TakingBack(cluster, resource, patience).run();
    }

    @Override
    public Watch.Seen look(EngineResource resource, LitmusSpec spec) {
        return new Looking(cluster, resource)
                .sight()
                .map(sight -> sight.seen(spec))
                .orElse(new Watch.Seen(0, "somebody deleted it"));
    }

    @Override
    public void ping() {
        cluster.raw("/version");
    }

    @Override
    public boolean isSilence(RuntimeException failed) {
        return !(failed instanceof ClusterRefused refused) || refused.status() == ClusterRefused.NO_ANSWER;
    }

    @Override
    public List<Instance> pods(LitmusSpec spec) {
        return spec.hurt().stream().flatMap(pods -> cluster.pods(pods).stream()).toList();
    }

    @Override
    public List<String> remarks(EngineResource resource) {
        return List.of();
    }

    @Override
    public Verification verify() {
        return Uninterrupted.call(() -> new Remains(
                        cluster,
                        home.namespace(),
                        RunLabels.of(run, EngineResource.LONGEST).run())
                .look());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
