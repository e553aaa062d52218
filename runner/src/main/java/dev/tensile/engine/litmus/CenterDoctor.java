package dev.tensile.engine.litmus;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.litmus.center.Infra;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether a ChaosCenter can be worked with, and whether anybody can see into its cluster. */
final class CenterDoctor {
    private final CenterAccess access;
    private final Home home;
    private final List<Finding> findings = new ArrayList<>();

    private CenterDoctor(CenterAccess access, Home home) {
        this.access = access;
        this.home = home;
    }

    static Diagnosis examine(CenterAccess access, Home home, List<Preflight.Planned> planned) {
        CenterDoctor doctor = new CenterDoctor(access, home);
        boolean answers = doctor.look("ChaosCenter", () -> {
            String version = CenterAccess.ask(access.center()::serverVersion);
            return there(
                    "ChaosCenter", (version.isEmpty() ? "of an unknown version" : version) + " at " + access.url());
        });
        if (answers
                && doctor.look("project", () -> there("project", CenterAccess.ask(access.center()::project)))
                && doctor.look("infrastructure", doctor::infra)) {
            doctor.look("cluster", doctor::cluster);
            doctor.look("this script", () -> doctor.plan(planned));
        }
        return new Diagnosis(doctor.findings, "");
    }

    private static Finding there(String what, String detail) {
        return new Finding(State.THERE, what, detail);
    }

    private boolean look(String what, Supplier<Finding> examination) {
        Finding finding;
        try {
            finding = examination.get();
        } catch (EngineException refused) {
            finding = new Finding(State.MISSING, what, refused.getMessage() + "; " + refused.mend());
        }
        findings.add(finding);
        return finding.state() != State.MISSING;
    }

    private Infra theInfra() {
        return CenterAccess.ask(access.center()::infra);
    }

    private Finding infra() {
        Infra infra = theInfra();
        return there(
                "infrastructure", infra.name() + " in the namespace " + infra.namespace() + ", its agent is connected");
    }

    private Finding cluster() {
        return access.clusterOf(theInfra().namespace())
                .map(cluster -> there("cluster", "what is stopped can be seen to be reverted, at " + cluster))
                .orElse(new Finding(
                        State.UNKNOWN,
                        "cluster",
                        "no kubeconfig leads to it, so that nobody can see whether a stopped fault is reverted"));
    }

    private Finding plan(List<Preflight.Planned> planned) {
        List<String> missing = missing(theInfra(), access.clusterOf(theInfra().namespace()), home, planned);
        boolean blind = access.clusterOf(theInfra().namespace()).isEmpty()
                && planned.stream().anyMatch(one -> !one.spec().canBeShownBlind());
        if (blind && missing.isEmpty()) {
            return new Finding(State.MISSING, "this script", Words.notShownBlind());
        }
        return missing.isEmpty()
                ? there("this script", "the infrastructure reaches its pods")
                : new Finding(State.MISSING, "this script", String.join("; ", missing));
    }

    /** What a plan needs that is not there, in sentences. */
    static List<String> missing(Infra infra, Optional<Cluster> cluster, Home home, List<Preflight.Planned> planned) {
        List<String> missing = new ArrayList<>();
        planned.stream()
                .map(one -> one.spec().app().namespace())
                .distinct()
                .filter(namespace -> !infra.reaches(namespace))
                .forEach(namespace -> missing.add(
                        "the infrastructure " + infra.name() + " reaches only its own namespace, not " + namespace));
        Home there = new Home(infra.namespace(), home.account());
        cluster.ifPresent(one -> missing.addAll(Preflight.missing(one, there, planned)));
        return missing;
    }
}
