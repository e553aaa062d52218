package dev.tensile.engine.litmus;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import org.junit.jupiter.api.AfterEach;

/** The contract, by custom resources against an emulated operator. What is disturbed is the truth on the emulated nodes. */
final class ResourceWayTest extends EngineContract {
    private final LitmusScene scene = new LitmusScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Override
    protected Engine engine() {
        return scene.engine();
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
        return !scene.cluster.inForce().isEmpty();
    }

    @Override
    protected void killTheTarget(EngineSession session) {
        scene.close();
        while (session.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
