package dev.tensile.engine.chaosmesh;

import dev.tensile.demo.cluster.EmulatedCluster;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An emulated cluster with two pods of checkout and one of payments, and an engine that does not wait long. */
final class ChaosMeshScene implements AutoCloseable {
    static final Pods CHECKOUT = new Pods("shop", Map.of("app", "checkout"), "app");
    static final Pods PAYMENTS = new Pods("shop", Map.of("app", "payments"), "");
    static final Dependency LINK = new Dependency(
            "payments", List.of(new KubernetesLink(CHECKOUT, List.of(PAYMENTS), List.of(), 8081)), SourceRef.NONE);
    static final Program PROGRAM = new Program("checkout", List.of(CHECKOUT), SourceRef.NONE);
    static final BlastRadius ALL = new BlastRadius(Scope.INSTANCES, Share.ALL);

    static final Patience SHORT = new Patience(
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofSeconds(3),
            Duration.ofMillis(600),
            Duration.ofMillis(10),
            Duration.ofMillis(50));

    final EmulatedCluster cluster = EmulatedCluster.start();
    private boolean closed;

    ChaosMeshScene() {
        cluster.pods().add("shop", "checkout-1", Map.of("app", "checkout"));
        cluster.pods().add("shop", "checkout-2", Map.of("app", "checkout"));
        cluster.pods().add("shop", "payments-1", Map.of("app", "payments"));
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

    static Dose outage() {
        return new Dose(new ProgramFault.Outage(PROGRAM), ALL, new Intensity.Full());
    }

    /** Does something to the resource as somebody else would. */
    void somebody(java.util.function.Consumer<Cluster> act) {
        try (Cluster other = Cluster.of(cluster.kubeconfig())) {
            act.accept(other);
        }
    }

    static DoseOrder order(Dose dose, Duration limit) {
        return new DoseOrder(1, 0, dose, limit, 1);
    }

    static DoseOrder order(Dose dose) {
        return order(dose, Duration.ofMinutes(5));
    }

    ChaosMeshEngine engine() {
        return engine(SHORT);
    }

    ChaosMeshEngine engine(Patience patience) {
        return new ChaosMeshEngine(context -> Cluster.of(cluster.kubeconfig()), "", patience);
    }

    EngineSession open(Dose dose) {
        return engine().open(TestPlans.plan(dose), "20260101T000000Z-test");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cluster.close();
        }
    }
}
