package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract against a real cluster with a real Chaos Mesh: {@code TENSILE_KUBECONFIG} names the kubeconfig, and the namespace {@code
 * tensile-test} holds at least one pod labelled {@code app=tensile-test}, which is made to fail (PodChaos pod-failure: no daemon is
 * needed) and must come back. Skipped without it.
 */
final class RealClusterTest extends EngineContract {
    private static final Pods PODS = new Pods("tensile-test", Map.of("app", "tensile-test"), "");
    private static final String KUBECONFIG = System.getenv().getOrDefault("TENSILE_KUBECONFIG", "");

    @BeforeEach
    void onlyOnRequest() {
        assumeTrue(!KUBECONFIG.isEmpty(), "skipped: TENSILE_KUBECONFIG names no real cluster");
    }

    private static Cluster connect() {
        try {
            return Cluster.of(Files.readString(Path.of(KUBECONFIG)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    protected Engine engine() {
        return new ChaosMeshEngine(context -> connect(), "", Patience.DEFAULT);
    }

    @Override
    protected Plan plan() {
        return TestPlans.plan(dose());
    }

    @Override
    protected Dose dose() {
        Program program = new Program("tensile-test", List.of(PODS), SourceRef.NONE);
        return new Dose(
                new ProgramFault.Outage(program), new BlastRadius(Scope.INSTANCES, Share.ALL), new Intensity.Full());
    }

    /** pod-failure puts a pause image into the pod. */
    @Override
    protected boolean isDisturbed() {
        try (Cluster cluster = connect()) {
            return cluster.raw("/api/v1/namespaces/tensile-test/pods?labelSelector=app%3Dtensile-test")
                    .orElseThrow()
                    .path("items")
                    .toString()
                    .contains("pause");
        }
    }

    @Override
    protected void killTheTarget(EngineSession session) {
        assumeTrue(false, "skipped: nobody kills a real API server for a test");
    }
}
