package dev.tensile.engine.kubernetes;

import dev.tensile.engine.Diagnosis.Finding;
import dev.tensile.engine.Diagnosis.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A doctor's look at a cluster, finding by finding. What may not be looked at is unknown; what cannot be reached is missing. */
public final class Examination {
    private final Cluster cluster;
    private final List<Finding> findings = new ArrayList<>();

    public Examination(Cluster cluster) {
        this.cluster = cluster;
    }

    /** False if it is missing. */
    public boolean look(String what, Supplier<Finding> examination) {
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

    /** Whether the API server answers, and what it is. */
    public boolean answers() {
        return look("API server", () -> {
            String version = cluster.raw("/version")
                    .map(node -> node.path("gitVersion").asText("of an unknown version"))
                    .orElse("of an unknown version");
            return new Finding(State.THERE, "API server", "Kubernetes " + version + " at " + cluster);
        });
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
