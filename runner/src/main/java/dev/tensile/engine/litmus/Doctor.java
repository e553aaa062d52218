package dev.tensile.engine.litmus;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Examination;
import java.util.List;
import java.util.Map;

/** Looks whether Litmus is there and whether it may be used; says what is missing, and prints the role that is needed. */
final class Doctor {
    private final Cluster cluster;
    private final Home home;
    private final Examination examination;

    private Doctor(Cluster cluster, Home home) {
        this.cluster = cluster;
        examination = new Examination(cluster);
        this.home = home;
    }

    static Diagnosis examine(Cluster cluster, Home home, List<Preflight.Planned> planned) {
        Doctor doctor = new Doctor(cluster, home);
        Examination examination = doctor.examination;
        if (examination.answers() && examination.look("Litmus", doctor::served)) {
            examination.look("operator", doctor::operator);
            examination.look("experiments", doctor::experiments);
            if (!planned.isEmpty()) {
                examination.look("this script", () -> doctor.plan(planned));
            }
        }
        return new Diagnosis(
                examination.findings(),
                Rbac.role(home, planned.stream().map(Preflight.Planned::spec).toList()));
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
