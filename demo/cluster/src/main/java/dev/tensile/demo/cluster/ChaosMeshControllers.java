package dev.tensile.demo.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Chaos Mesh's controllers: reconciles each object that changes, one at a time, on a thread of their own. */
final class ChaosMeshControllers implements Store.Observer, AutoCloseable {
    private final ChaosMeshBehaviour behaviour;
    private final Reconciliation.World world;
    private final Set<Ref> queued = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("chaos-mesh-controllers");

    ChaosMeshControllers(Reconciliation.World world) {
        this.world = world;
        this.behaviour = world.behaviour();
    }

    @Override
    public void changed(Ref ref, Store.Change change) {
        if (change != Store.Change.DELETED && ChaosKind.of(ref.type()).isPresent()) {
            enqueue(ref);
        }
    }

    /** Looks at everything again, because the world behaves differently now. */
    void look() {
        Arrays.stream(ChaosKind.values())
                .flatMap(kind -> world.store().all(kind.type(), "").stream()
                        .map(chaos -> kind.type()
                                .ref(
                                        chaos.getMetadata().getNamespace(),
                                        chaos.getMetadata().getName())))
                .forEach(this::enqueue);
    }

    private void enqueue(Ref ref) {
        if (queued.add(ref)) {
            loop.run(() -> reconcile(ref));
        }
    }

    private void reconcile(Ref ref) {
        queued.remove(ref);
        if (!behaviour.isControllerUp()) {
            return;
        }
        ChaosKind kind = ChaosKind.of(ref.type()).orElseThrow();
        Optional<Duration> again = new Reconciliation(world, kind, ref).pass();
        again.ifPresent(in -> loop.run(() -> enqueue(ref), in));
    }

    @Override
    public void close() {
        loop.close();
    }
}
