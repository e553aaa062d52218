package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Examination;
import dev.tensile.engine.kubernetes.Instance;
import java.util.List;
import java.util.Map;

/** Looks whether Chaos Mesh is there and whether it may be used; says what is missing, and prints the role that is needed. */
final class Doctor {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String HOME = "chaos-mesh";

    private final Cluster cluster;
    private final Examination examination;

    private Doctor(Cluster cluster) {
        this.cluster = cluster;
        examination = new Examination(cluster);
    }

    static Diagnosis examine(Cluster cluster, List<Preflight.Planned> planned) {
        Doctor doctor = new Doctor(cluster);
        Examination examination = doctor.examination;
        if (examination.answers() && examination.look("Chaos Mesh", doctor::served)) {
            examination.look("controllers", () -> doctor.component("controller-manager"));
            examination.look("daemons", () -> doctor.component("chaos-daemon"));
            if (planned.stream().anyMatch(one -> one.spec().kind() == ChaosKind.DNS)) {
                examination.look("DNS server", () -> doctor.component("chaos-dns-server"));
            }
            if (!planned.isEmpty()) {
                doctor.plan(planned);
            }
        }
        return new Diagnosis(
                examination.findings(),
                Rbac.role(planned.stream().map(Preflight.Planned::spec).toList()));
    }

    private Finding served() {
        if (!cluster.serves(ChaosKind.GROUP + "/" + ChaosKind.VERSION)) {
            return new Finding(
                    State.MISSING,
                    "Chaos Mesh",
                    "chaos-mesh.org/v1alpha1 is not served; install it: https://chaos-mesh.org/docs/production-installation-using-helm/");
        }
        String release = ServerVersion.seen(cluster)
                .map(version -> version.equals(ServerVersion.NEWEST) ? "2.8 or newer" : "older than 2.8")
                .orElse("of a release that may not be seen");
        return new Finding(State.THERE, "Chaos Mesh", release);
    }

    private Finding component(String component) {
        List<Instance> pods = Preflight.running(cluster.pods(HOME, Map.of(COMPONENT, component)));
        return pods.isEmpty()
                ? new Finding(
                        State.UNKNOWN, component, "no running pod in the namespace " + HOME + "; it may live elsewhere")
                : new Finding(
                        State.THERE,
                        component,
                        pods.size() + " running" + (component.equals("chaos-daemon") ? " on " + nodes(pods) : ""));
    }

    private static String nodes(List<Instance> pods) {
        return String.join(
                ", ", pods.stream().map(Instance::node).distinct().sorted().toList());
    }

    private void plan(List<Preflight.Planned> planned) {
        examination.look("this script", () -> {
            List<String> missing = Preflight.missing(cluster, planned);
            return missing.isEmpty()
                    ? new Finding(
                            State.THERE, "this script", "all its pods are there, and you may do all that it needs")
                    : new Finding(State.MISSING, "this script", String.join("; ", missing));
        });
    }
}
