package dev.tensile.engine.litmus;

import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.litmus.center.FakeChaosCenter;
import dev.tensile.experiment.Dose;
import java.util.Map;
import java.util.function.Function;

/** A fake ChaosCenter whose agent lives in an emulated cluster. */
final class CenterScene implements AutoCloseable {
    final LitmusScene scene = new LitmusScene();
    final EmulatedAgent agent = new EmulatedAgent(scene.cluster);
    final FakeChaosCenter fake = new FakeChaosCenter(agent);
    private boolean closed;

    CenterScene() {
        scene.cluster.pods().add(LitmusScene.HOME, "subscriber-1", Map.of("app", "subscriber"));
    }

    Map<String, String> environment() {
        return Map.of(
                "TENSILE_CHAOSCENTER_URL", fake.url().toString(),
                "TENSILE_CHAOSCENTER_USER", FakeChaosCenter.USER,
                "TENSILE_CHAOSCENTER_PASSWORD", FakeChaosCenter.PASSWORD);
    }

    LitmusEngine engine() {
        return engine(context -> Cluster.of(scene.cluster.kubeconfig()));
    }

    /** As with no kubeconfig for the cluster. */
    LitmusEngine blindEngine() {
        return engine(context -> noCluster());
    }

    /** @throws ClusterRefused always */
    Cluster noCluster() {
        return Cluster.connect("no-such-context");
    }

    private LitmusEngine engine(Function<String, Cluster> connect) {
        return new LitmusEngine(connect, "", environment(), LitmusScene.SHORT);
    }

    EngineSession open(LitmusEngine engine, Dose dose) {
        return engine.open(TestPlans.plan(dose), LitmusScene.RUN);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            fake.close();
            scene.close();
        }
    }
}
