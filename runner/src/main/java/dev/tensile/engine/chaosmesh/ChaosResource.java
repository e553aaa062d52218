package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Undo;
import java.time.Duration;
import java.util.Map;

/**
 * A chaos resource of a run: its name, which no other ever has, and what stands in it.
 *
 * @param run as in its label
 */
record ChaosResource(ChaosKind kind, String namespace, String name, String run) {
    /** The annotation that stops a fault without deleting its resource. */
    static final String PAUSE = "experiment.chaos-mesh.org/pause";

    private static final String PAUSE_PATCH = "{\"metadata\":{\"annotations\":{\"" + PAUSE + "\":\"true\"}}}";

    /** How much of a run's name is kept. */
    private static final int LONGEST = 40;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names are unique over all namespaces: iptables chains on the nodes are called after them alone. */
    static ChaosResource of(ChaosSpec spec, String run, int rung, int dose) {
        RunLabels labels = RunLabels.of(run, LONGEST);
        return new ChaosResource(spec.kind(), spec.namespace(), labels.name(rung, dose), labels.run());
    }

    /** What may stand in a name and in a label. */
    static String label(String run) {
        return RunLabels.of(run, LONGEST).run();
    }

    /** @param lifetime from its creation on; then the controllers take it back, whether or not anybody asks */
    JsonNode manifest(ChaosSpec spec, int rung, int dose, Duration lifetime) {
        Map<String, Object> whole = Words.map();
        whole.putAll(spec.spec());
        whole.put("duration", Words.goDuration(lifetime));
        return JSON.valueToTree(Words.map(
                "apiVersion",
                ChaosKind.GROUP + "/" + ChaosKind.VERSION,
                "kind",
                kind.kind(),
                "metadata",
                Words.map(
                        "name", name,
                        "namespace", namespace,
                        "labels", new RunLabels(run).labels(rung, dose)),
                "spec",
                whole));
    }

    /** Asks its controllers to take it back, and to leave it standing; false if there is no such object. */
    boolean pause(Cluster cluster) {
        return cluster.patch(kind.resource(), namespace, name, PAUSE_PATCH);
    }

    /** How another process finds it. */
    Undo undo(Cluster cluster, Dose dose) {
        return new Undo(
                ChaosMeshEngine.NAME,
                "resource",
                Map.of(
                        "server", cluster.server(),
                        "cluster", cluster.identity(),
                        "context", cluster.context(),
                        "kind", kind.kind(),
                        "namespace", namespace,
                        "name", name,
                        "run", run,
                        "dose", dose.toString()));
    }

    static ChaosResource of(Undo undo) {
        Map<String, String> handle = undo.handle();
        ChaosKind kind = ChaosKind.of(String.valueOf(handle.get("kind")))
                .orElseThrow(() -> new IllegalStateException("no chaos resource is of the kind in " + handle));
        return new ChaosResource(
                kind,
                String.valueOf(handle.get("namespace")),
                String.valueOf(handle.get("name")),
                String.valueOf(handle.get("run")));
    }

    /** As {@code kubectl} takes it. */
    @Override
    public String toString() {
        return kind.plural() + " " + name + " -n " + namespace;
    }
}
