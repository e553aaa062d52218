package dev.tensile.engine.litmus;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks whether Litmus is there and whether it may be used; says what is missing, and prints the role that is needed. */
final class Doctor {
    private final Cluster cluster;
    private final Home home;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Cluster cluster, Home home) {
        this.cluster = cluster;
        this.home = home;
    }

    static Diagnosis examine(Cluster cluster, Home home, List<Preflight.Planned> planned) {
        Doctor doctor = new Doctor(cluster, home);
        boolean answers = doctor.look("API server", doctor::version);
        if (answers && doctor.look("Litmus", doctor::served)) {
            doctor.look("operator", doctor::operator);
            doctor.look("experiments", doctor::experiments);
            if (!planned.isEmpty()) {
                doctor.look("this script", () -> doctor.plan(planned));
            }
        }
        return new Diagnosis(
                doctor.findings,
                Rbac.role(home, planned.stream().map(Preflight.Planned::spec).toList()));
    }

    private boolean look(String what, Supplier<Finding> examination) {
        Finding finding;
        try {
            finding = examination.get();
        } catch (ClusterRefused refused) {
            State state = refused.status() == 403 ? State.UNKNOWN : State.MISSING;
            finding = new Finding(state, what, String.valueOf(refused.getMessage()));
        }
        findings.add(finding);
        return finding.state() != State.MISSING;
    }

    private Finding version() {
        String version = cluster.raw("/version")
                .map(node -> node.path("gitVersion").asText("of an unknown version"))
                .orElse("of an unknown version");
        return new Finding(State.THERE, "API server", "Kubernetes " + version + " at " + cluster);
    }

    private Finding served() {
        return cluster.serves(LitmusKind.GROUP + "/" + LitmusKind.VERSION)
                ? new Finding(State.THERE, "Litmus", "its custom resources are served")
                : new Finding(
                        State.MISSING,
                        "Litmus",
                        "litmuschaos.io/v1alpha1 is not served; install it: https://docs.litmuschaos.io");
    }

    private Finding operator() {
        int running = Preflight.running(cluster.pods(home.namespace(), Map.of("name", "chaos-operator")))
                .size();
        return running == 0
                ? new Finding(
                        State.UNKNOWN,
                        "operator",
                        "no running pod named chaos-operator in " + home.namespace() + "; it may live elsewhere")
                : new Finding(State.THERE, "operator", running + " running in " + home.namespace());
    }

    private Finding experiments() {
        List<String> names = cluster.list(LitmusKind.EXPERIMENT, home.namespace()).stream()
                .map(one -> one.path("metadata").path("name").asText())
                .sorted()
                .toList();
        return names.isEmpty()
                ? new Finding(
                        State.MISSING,
                        "experiments",
                        "there is none in " + home.namespace() + "; set " + Home.NAMESPACE
                                + ", or install them: https://hub.litmuschaos.io")
                : new Finding(State.THERE, "experiments", String.join(", ", names));
    }

    private Finding plan(List<Preflight.Planned> planned) {
        List<String> missing = Preflight.missing(cluster, home, planned);
        return missing.isEmpty()
                ? new Finding(
                        State.THERE,
                        "this script",
                        "all its experiments and pods are there, and you may do all it needs")
                : new Finding(State.MISSING, "this script", String.join("; ", missing));
    }
}
