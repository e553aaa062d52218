package dev.tensile.engine.litmus;

import dev.tensile.demo.cluster.EmulatedCluster;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An emulated cluster with two pods of checkout, Litmus and some experiments, and an engine that does not wait long. */
final class LitmusScene implements AutoCloseable {
    static final String HOME = "litmus";
    static final String RUN = "20260101T000000Z-test";
    static final Pods CHECKOUT = new Pods("shop", Map.of("app", "checkout"), "app");
    static final Pods PAYMENTS = new Pods("shop", Map.of("app", "payments"), "");
    static final Dependency LINK = new Dependency(
            "payments",
            List.of(new KubernetesLink(CHECKOUT, List.of(PAYMENTS), List.of("payments.shop"), 8081)),
            SourceRef.NONE);
    static final Program PROGRAM = new Program("checkout", List.of(CHECKOUT), SourceRef.NONE);
    static final BlastRadius ALL = new BlastRadius(Scope.INSTANCES, Share.ALL);

    static final Patience SHORT = new Patience(
            Duration.ofSeconds(2),
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            Duration.ofMillis(600),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMillis(300));

    final EmulatedCluster cluster = EmulatedCluster.start();
    private boolean closed;

    LitmusScene() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("shop", "checkout-2", Map.of("app", "checkout"));
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
        cluster.installFromHub(
                "pod-network-latency",
                "pod-delete",
                "container-kill",
                "pod-network-partition",
                "pod-cpu-hog-exec",
                "node-drain");
    }

    static ResourceDefinitionContext of(String kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("litmuschaos.io")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(kind.toLowerCase(java.util.Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    static Dose latency(BlastRadius radius) {
        return new Dose(
                new LinkFault.Latency(LINK, JitterShape.UNIFORM, Share.NOTHING),
                radius,
                new Intensity.Delay(Duration.ofMillis(200), Duration.ZERO));
    }

    static Dose kill() {
        return new Dose(new ProgramFault.Kill(PROGRAM, Duration.ZERO), BlastRadius.instances(1), new Intensity.Full());
    }

    /** A fault in Litmus' own words, of all that it is told to hurt. */
    static Dose ofItsOwn(String fault, String settings) {
        return new Dose(new Fault.Native(PROGRAM, "litmus", fault, settings), ALL, new Intensity.Full());
    }

    static Dose drain() {
        return ofItsOwn("node-drain", "TARGET_NODE: node-1");
    }

    static DoseOrder order(Dose dose, Duration limit) {
        return new DoseOrder(1, 0, dose, limit, 1);
    }

    static DoseOrder order(Dose dose) {
        return order(dose, Duration.ofMinutes(5));
    }

    LitmusEngine engine() {
        return new LitmusEngine(context -> Cluster.of(cluster.kubeconfig()), "", Map.of(), SHORT);
    }

    EngineSession open(Dose dose) {
        return engine().open(TestPlans.plan(dose), RUN);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cluster.close();
        }
    }
}
