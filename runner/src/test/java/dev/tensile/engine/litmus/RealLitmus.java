package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract in a real cluster, which it hurts: {@code TENSILE_KUBECONFIG} names the kubeconfig, {@code TENSILE_TARGET} the pods
 * as {@code namespace/label=value}, by default {@code shop/app=checkout}. What is disturbed is what the ChaosResults say.
 */
abstract class RealLitmus extends EngineContract {
    private static final String KUBECONFIG = System.getenv().getOrDefault("TENSILE_KUBECONFIG", "");

    private final Map<String, String> environment = new TreeMap<>(System.getenv());

    RealLitmus(Way way) {
        if (way == Way.RESOURCES) {
            environment.remove("TENSILE_CHAOSCENTER_URL");
        }
    }

    /** How Litmus is talked to. */
    enum Way {
        RESOURCES,
        CHAOSCENTER
    }

    private static Cluster connect() {
        try {
            return Cluster.of(Files.readString(Path.of(KUBECONFIG)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void litmusIsInstalled() {
        try (Cluster cluster = connect()) {
            assumeTrue(
                    cluster.serves(LitmusKind.GROUP + "/" + LitmusKind.VERSION),
                    () -> "skipped: Litmus is not installed at " + cluster);
        }
    }

    @Override
    protected Engine engine() {
        return new LitmusEngine(context -> connect(), "", environment, Patience.DEFAULT);
    }

    @Override
    protected Plan plan() {
        return TestPlans.plan(dose());
    }

    @Override
    protected Dose dose() {
        String[] target = System.getenv()
                .getOrDefault("TENSILE_TARGET", "shop/app=checkout")
                .split("[/=]", 3);
        Pods pods = new Pods(target[0], Map.of(target[1], target[2]), "");
        Dependency on = new Dependency(
                "far", List.of(new KubernetesLink(pods, List.of(), List.of("192.0.2.1"), 0)), SourceRef.NONE);
        return new Dose(
                new LinkFault.Latency(on, JitterShape.UNIFORM, Share.NOTHING),
                LitmusScene.ALL,
                new Intensity.Delay(Duration.ofMillis(50), Duration.ZERO));
    }

    @Override
    protected boolean isDisturbed() {
        try (Cluster cluster = connect()) {
            String home = Home.of(environment).namespace();
            for (JsonNode result : cluster.list(LitmusKind.RESULT, home)) {
                boolean ours = result.at("/spec/engine").asText().startsWith("tensile-");
                Sight sight = Sight.of(
                        com.fasterxml.jackson.databind.node.MissingNode.getInstance(), Optional.of(result), List.of());
                if (ours && !sight.injected().isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    protected void killTheTarget(EngineSession session) {
        abort("skipped: a real cluster is not killed");
    }
}
