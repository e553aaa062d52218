package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineException.Category;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One run's resources in a cluster. Owned by the thread of the run. */
final class ChaosMeshSession implements EngineSession {
    private final Cluster cluster;
    private final String run;
    private final Patience patience;
    private final Watch<ChaosResource> watch;
    private final Remains remains;
    private final ServerVersion version;
    private final Deque<Injection> injections = new ArrayDeque<>();

    ChaosMeshSession(Cluster cluster, String run, Patience patience, List<ChaosSpec> specs, ServerVersion version) {
        this.cluster = cluster;
        this.run = run;
        this.patience = patience;
        this.version = version;
        watch = Watch.of(
                "tensile-chaosmesh-watch", new Watch.Pace(patience.watch(), patience.silence()), cluster, this::seen);
        remains = new Remains(cluster, ChaosResource.label(run), specs);
    }

    private Watch.Seen seen(ChaosResource resource) {
        return cluster.get(resource.kind().resource(), resource.namespace(), resource.name())
                .map(ChaosStatus::of)
                .map(ChaosStatus::seen)
                .orElse(new Watch.Seen(0, "somebody deleted it"));
    }

    @Override
    public List<Undo> openUndos() {
        return List.of();
    }

    @Override
    public Undo undoOf(DoseOrder order) {
        return resource(order).undo(cluster.server(), cluster.context(), order.dose());
    }

    private ChaosResource resource(DoseOrder order) {
        return ChaosResource.of(Translation.of(order.dose()), run, order.rung(), order.number());
    }

    @Override
    public Injection inject(DoseOrder order) {
        ChaosSpec spec = version.adapt(Translation.of(order.dose()));
        ChaosResource resource = resource(order);
        Duration lifetime = order.timeLimit().plus(patience.inject());
        JsonNode manifest = resource.manifest(spec, order.rung(), order.number(), lifetime);
        try {
            List<Instance> before = instances(spec);
            Injecting.Result injected = new Injecting(cluster, resource, patience).run(manifest);
            watch.heard();
            Injection injection = new ChaosMeshInjection(cluster, watch, patience, resource, spec, before, injected);
            injections.push(injection);
            return injection;
        } catch (ClusterRefused refused) {
            throw notInForce(order, resource, String.valueOf(refused.getMessage()));
        } catch (NotInForce failed) {
            throw notInForce(order, resource, failed.why());
        }
    }

    private List<Instance> instances(ChaosSpec spec) {
        return spec.hurt().isEmpty()
                ? List.of()
                : Preflight.running(cluster.pods(spec.hurt().get(0)));
    }

    /** Whatever there is of it is taken back first. */
    private EngineException notInForce(DoseOrder order, ChaosResource resource, String why) {
        TakingBack.Result back = new TakingBack(cluster, resource, patience).run();
        String left = back.end() == TakingBack.End.LEFT ? "; " + back.detail() : "";
        return new EngineException(
                back.end() == TakingBack.End.LEFT ? Category.BROKEN : Category.NOT_DELIVERED,
                order.dose() + " is not in force: " + why + left,
                "tensile doctor --on chaosmesh says what is missing",
                null);
    }

    @Override
    public Verification verify() {
        return Uninterrupted.call(remains::look);
    }

    @Override
    public boolean isAlive() {
        return watch.isAlive();
    }

    @Override
    public void close() {
        while (!injections.isEmpty()) {
            injections.pop().close();
        }
        watch.close();
        cluster.close();
    }
}
