package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Litmus' chaos-operator: starts, aborts and restarts the runs of ChaosEngines, on a thread of its own. */
final class LitmusOperator implements Store.Observer, AutoCloseable {
    static final String FINALIZER = "chaosengine.litmuschaos.io/finalizer";
    private static final String COMPONENT = "chaos-operator";

    private final EngineRun.World world;
    private final Map<Ref, EngineRun> runs = new HashMap<>(); // of the loop's thread

    LitmusOperator(EngineRun.World world) {
        this.world = world;
    }

    @Override
    public void changed(Ref ref, Store.Change change) {
        if (ref.type().equals(Litmus.ENGINE) && change != Store.Change.DELETED) {
            world.loop().run(() -> reconcile(ref));
        }
    }

    /** Looks at everything again, because the world behaves differently now. */
    void look() {
        world.store()
                .all(Litmus.ENGINE, "")
                .forEach(engine -> changed(
                        Litmus.ENGINE.ref(
                                engine.getMetadata().getNamespace(),
                                engine.getMetadata().getName()),
                        Store.Change.MODIFIED));
    }

    private void reconcile(Ref ref) {
        Optional<GenericKubernetesResource> found = world.store().find(ref);
        if (found.isEmpty() || !world.behaviour().isOperatorUp()) {
            return;
        }
        GenericKubernetesResource engine = found.get();
        EngineSpec spec = new EngineSpec(Tree.spec(engine));
        String status = Tree.text(Tree.status(engine), "engineStatus");
        if (engine.isMarkedForDeletion()) {
            stop(ref, engine);
        } else if (spec.isActive() && !status.equals("initialized")) {
            if (!status.isEmpty()) {
                event(engine, "RestartInProgress", "ChaosEngine restart is in progress");
            }
            initialize(ref, engine, spec);
        } else if (!spec.isActive() && status.equals("initialized")) {
            stop(ref, engine);
        }
    }

    private void initialize(Ref ref, GenericKubernetesResource engine, EngineSpec spec) {
        world.store().change(ref, open -> {
            if (!open.getFinalizers().contains(FINALIZER)) {
                open.getMetadata().getFinalizers().add(FINALIZER);
            }
            Tree.openStatus(open).put("engineStatus", "initialized");
        });
        event(engine, "ChaosEngineInitialized", "Identifying app under test & launching " + ref.name() + "-runner");
        EngineRun run = new EngineRun(world, ref, engine.getMetadata().getUid(), spec);
        runs.put(ref, run);
        run.start();
    }

    /** Says stopped when the pods are gone, whether or not they have put anything back. */
    private void stop(Ref ref, GenericKubernetesResource engine) {
        Optional.ofNullable(runs.remove(ref)).ifPresent(EngineRun::abort);
        event(engine, "ChaosEngineStopped", "Chaos resources deleted successfully");
        world.store().change(ref, open -> {
            Tree.openStatus(open).put("engineStatus", "stopped");
            open.getMetadata().getFinalizers().remove(FINALIZER);
        });
    }

    private void event(GenericKubernetesResource engine, String reason, String message) {
        world.recorder().normal(engine, COMPONENT, reason, message, Instant.now());
    }

    @Override
    public void close() {
        world.loop().close();
    }
}
