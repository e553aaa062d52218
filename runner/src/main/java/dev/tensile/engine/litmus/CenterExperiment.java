package dev.tensile.engine.litmus;

import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.litmus.center.ChaosExperimentManifest;
import dev.tensile.engine.litmus.center.Cleanup;
import dev.tensile.engine.litmus.center.StepProbe;
import dev.tensile.experiment.Dose;
import dev.tensile.run.Undo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The experiment of one dose in ChaosCenter. Its id follows from the run and the dose, so that it is known before anything is
 * sent, and whoever comes after a crash finds its runs by it.
 *
 * @param resource what the engine that it makes is called, but for the letters that Kubernetes puts behind
 * @param project in which it is
 */
record CenterExperiment(String id, EngineResource resource, String project) {
    /** The kind of undo that leads to one. */
    static final String UNDO = "experiment";

    /** The label by which its engine is found: its name is not known before. */
    static final String NAME_LABEL = "tensile.dev/name";

    static CenterExperiment of(EngineResource resource, String project) {
        UUID id = UUID.nameUUIDFromBytes(
                (project + "/" + resource.namespace() + "/" + resource.name()).getBytes(StandardCharsets.UTF_8));
        return new CenterExperiment(id.toString(), resource, project);
    }

    ChaosExperimentManifest manifest(
            LitmusSpec spec, Home home, int rung, int dose, Duration lifetime, List<StepProbe> probes) {
        Map<String, String> labels = new TreeMap<>(new RunLabels(resource.run()).labels(rung, dose));
        labels.put(NAME_LABEL, resource.name());
        return ChaosExperimentManifest.of(
                        resource.name(),
                        resource.namespace(),
                        List.of(spec.step(resource.name(), lifetime, labels).withProbes(probes)))
                .withServiceAccounts("argo-chaos", home.account())
                .withCleanup(Cleanup.KEEP_ENGINES);
    }

    /**
     * How another process finds it; no secret is in it.
     *
     * @param probes that the run has made in ChaosCenter
     */
    Undo undo(URI center, String server, String context, List<String> probes, Dose dose) {
        Map<String, String> handle = new TreeMap<>();
        handle.put("url", center.toString());
        handle.put("experiment", id);
        handle.put("project", project);
        handle.put("probes", String.join(",", probes));
        handle.put("server", server);
        handle.put("context", context);
        handle.putAll(resource.undo(server, context, dose).handle());
        return new Undo(LitmusEngine.NAME, UNDO, handle);
    }

    static CenterExperiment of(Undo undo) {
        return new CenterExperiment(
                String.valueOf(undo.handle().get("experiment")),
                EngineResource.of(undo),
                String.valueOf(undo.handle().get("project")));
    }

    @Override
    public String toString() {
        return "experiment " + resource.name() + " (" + id + ")";
    }
}
