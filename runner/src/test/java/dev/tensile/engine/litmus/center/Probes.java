package dev.tensile.engine.litmus.center;

import java.time.Duration;
import java.util.List;

/** Probes for tests, one of each kind. */
final class Probes {
    static final ProbeTiming TIMING =
            new ProbeTiming(Duration.ofSeconds(5), Duration.ofMillis(1500), 1, ProbeTiming.OnFailure.STOP_THE_FAULT);
    static final Probe P99 = new Probe.Prometheus(
            "orders-p99",
            TIMING,
            "http://prometheus:9090",
            "up{app='orders'}",
            new ProbeComparator("float", "<=", "0.5"));
    static final Probe HOME = Probe.Http.get("home", TIMING, "http://orders.shop", "200");
    static final Probe COMMAND =
            new Probe.Command("disk", TIMING, "df -h", new ProbeComparator("string", "contains", "tmpfs"));
    static final Probe PODS = new Probe.Kubernetes(
            "pods", TIMING, "", "v1", "pods", "shop", "app=orders", Probe.Kubernetes.Operation.PRESENT);
    static final List<Probe> ALL = List.of(P99, HOME, COMMAND, PODS);

    private Probes() {}
}
