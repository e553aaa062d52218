package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Looks whether Chaos Mesh is there and whether it may be used; says what is missing, and prints the role that is needed. */
final class Doctor {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String HOME = "chaos-mesh";

    private final Cluster cluster;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Cluster cluster) {
        this.cluster = cluster;
    }

    static Diagnosis examine(Cluster cluster, List<Preflight.Planned> planned) {
        Doctor doctor = new Doctor(cluster);
        boolean answers = doctor.look("API server", doctor::version);
        if (answers && doctor.look("Chaos Mesh", doctor::served)) {
            doctor.look("controllers", () -> doctor.component("controller-manager"));
            doctor.look("daemons", () -> doctor.component("chaos-daemon"));
            if (!planned.isEmpty()) {
                doctor.plan(planned);
            }
        }
        return new Diagnosis(
                doctor.findings,
                Rbac.role(planned.stream().map(Preflight.Planned::spec).toList()));
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
        if (!cluster.serves(ChaosKind.GROUP + "/" + ChaosKind.VERSION)) {
            return new Finding(
                    State.MISSING,
                    "Chaos Mesh",
                    "chaos-mesh.org/v1alpha1 is not served; install it: https://chaos-mesh.org/docs/production-installation-using-helm/");
        }
        boolean newest = ServerVersion.of(cluster).equals(ServerVersion.NEWEST);
        return new Finding(State.THERE, "Chaos Mesh", newest ? "2.8 or newer" : "older than 2.8");
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
        look("this script", () -> {
            List<String> missing = Preflight.missing(cluster, planned);
            return missing.isEmpty()
                    ? new Finding(
                            State.THERE, "this script", "all its pods are there, and you may do all that it needs")
                    : new Finding(State.MISSING, "this script", String.join("; ", missing));
        });
    }
}
