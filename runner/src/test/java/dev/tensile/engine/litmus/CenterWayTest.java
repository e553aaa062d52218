package dev.tensile.engine.litmus;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import org.junit.jupiter.api.AfterEach;

/** The contract, through a ChaosCenter with a kubeconfig for its cluster. */
final class CenterWayTest extends EngineContract {
    private final CenterScene center = new CenterScene();

    @AfterEach
    void close() {
        center.close();
    }

    @Override
    protected Engine engine() {
        return center.engine();
    }

    @Override
    protected Plan plan() {
        return TestPlans.plan(dose());
    }

    @Override
    protected Dose dose() {
        return LitmusScene.latency(LitmusScene.ALL);
    }

    @Override
    protected boolean isDisturbed() {
        return !center.scene.cluster.inForce().isEmpty();
    }

    @Override
    protected void killTheTarget(EngineSession session) {
        center.close();
        while (session.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
