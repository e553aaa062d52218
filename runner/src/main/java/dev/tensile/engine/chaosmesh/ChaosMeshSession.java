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
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run's resources in a cluster. Owned by the thread of the run. */
final class ChaosMeshSession implements EngineSession {
    private final Cluster cluster;
    private final String run;
    private final Patience patience;
    private final Watch<ChaosResource> watch;
    private final Remains remains;
    private final ServerVersion version;
    private final Deque<ChaosMeshInjection> injections = new ArrayDeque<>();

    /** What could not be shown to be taken back, by the name of its resource. */
    private final Map<String, String> residue = new LinkedHashMap<>();

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
        return resource(order).undo(cluster, order.dose());
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
        ChaosMeshInjection.Ends before = before(order, spec);
        try {
            Injecting.Result injected = new Injecting(cluster, resource, patience).run(manifest);
            watch.heard();
            ChaosMeshInjection injection =
                    new ChaosMeshInjection(cluster, watch, patience, resource, spec, before, injected, lifetime);
            injections.push(injection);
            return injection;
        } catch (ClusterRefused refused) {
            throw notInForce(order, resource, String.valueOf(refused.getMessage()));
        } catch (NotInForce failed) {
            throw notInForce(order, resource, failed.why());
        }
    }

    /** Nothing has been made yet if this fails. */
    private ChaosMeshInjection.Ends before(DoseOrder order, ChaosSpec spec) {
        try {
            return ChaosMeshInjection.Ends.of(cluster, spec);
        } catch (ClusterRefused refused) {
            throw notInForce(order, String.valueOf(refused.getMessage()), Category.NOT_DELIVERED);
        }
    }

    /** Whatever there is of it is taken back first. */
    private EngineException notInForce(DoseOrder order, ChaosResource resource, String why) {
        TakingBack.Result back = new TakingBack(cluster, resource, patience).run(Optional.empty());
        if (!back.end().isResidue()) {
            return notInForce(order, why, Category.NOT_DELIVERED);
        }
        residue.put(resource.name(), back.detail());
        return notInForce(order, why + "; " + back.detail(), Category.BROKEN);
    }

    private static EngineException notInForce(DoseOrder order, String why, Category category) {
        return new EngineException(
                category,
                order.dose() + " is not in force: " + why,
                "tensile doctor --on chaosmesh says what is missing",
                null);
    }

    @Override
    public Verification verify() {
        return Uninterrupted.call(() -> {
            for (ChaosMeshInjection injection : injections) {
                injection
                        .over()
                        .filter(result -> result.end().isResidue())
                        .ifPresent(result -> residue.put(injection.name(), result.detail()));
            }
            boolean inForce =
                    injections.stream().anyMatch(injection -> injection.over().isEmpty());
            Verification seen = inForce ? remains.look() : remains.sweep(residue.keySet(), this::takeBack);
            return residue.isEmpty()
                    ? seen
                    : new Verification(seen.what(), Restoration.RESIDUE, String.join("; ", residue.values()));
        });
    }

    /** The creation of something may have been carried out after everybody had given it up. */
    private void takeBack(ChaosResource late) {
        TakingBack.Result result = new TakingBack(cluster, late, patience).run(Optional.empty());
        if (result.end().isResidue()) {
            residue.put(late.name(), result.detail());
        }
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
