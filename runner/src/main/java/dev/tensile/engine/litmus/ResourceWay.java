package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** By custom resources: one ChaosEngine for each dose of each rung. Needs the operator, and no ChaosCenter. */
final class ResourceWay implements Way {
    private final Cluster cluster;
    private final Home home;
    private final String run;
    private final Patience patience;

    /** What was shown to be in force, and what was not shown to be taken back; several doses may begin at once. */
    private final Map<EngineResource, TakingBack.Known> known = new ConcurrentHashMap<>();

    private final Map<EngineResource, String> left = new ConcurrentHashMap<>();

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
        Duration lifetime = order.timeLimit().plus(patience.inject());
        JsonNode manifest = resource.manifest(spec, home, order.rung(), order.number(), lifetime);
        Injected injected = new Injecting(cluster, resource, spec, patience, before).run(manifest);
        known.put(resource, new TakingBack.Known(true, injected.names(), before));
        return injected;
    }

    @Override
    public TakingBack.Result takeBack(EngineResource resource) {
        TakingBack.Known what = known.getOrDefault(resource, TakingBack.Known.NOTHING);
        TakingBack.Result result = new TakingBack(cluster, resource, patience, what).run();
        if (result.end() == TakingBack.End.LEFT) {
            left.put(resource, result.detail());
        } else {
            known.remove(resource);
        }
        return result;
    }

    @Override
    public Look look(EngineResource resource, LitmusSpec spec) {
        return Look.in(cluster, resource, spec);
    }

    @Override
    public void mayBeShown(LitmusSpec spec) {
        Way.mayBeShown(spec, Optional.of(cluster));
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
    public String score(EngineResource resource) {
        return "";
    }

    @Override
    public Verification verify() {
        String label = RunLabels.of(run, EngineResource.LONGEST).run();
        Verification seen = Uninterrupted.call(() -> new Remains(cluster, home.namespace(), label).look());
        return seen.restoration() == Restoration.RESIDUE || left.isEmpty()
                ? seen
                : new Verification(seen.what(), Restoration.RESIDUE, String.join("; ", left.values()));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
