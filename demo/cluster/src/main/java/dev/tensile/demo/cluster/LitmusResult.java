package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ChaosResult of one run, as the experiment pod and the operator write it. */
final class LitmusResult {
    private final Store store;
    private final Ref ref;
    private final String engine;
    private final EngineSpec spec;
    private final Map<String, String> told = new LinkedHashMap<>();
    private final Set<String> toldOf = new HashSet<>();

    LitmusResult(Store store, Ref engine, EngineSpec spec) {
        this.store = store;
        this.engine = engine.name();
        this.spec = spec;
        this.ref = Litmus.RESULT.ref(engine.namespace(), engine.name() + "-" + spec.experiment());
    }

    /** Running, Awaited; what an earlier run left is kept as history. */
    void begin(String uid) {
        if (store.find(ref).isEmpty()) {
            store.create(
                    ref,
                    Map.of(
                            "apiVersion",
                            Litmus.API_VERSION,
                            "kind",
                            "ChaosResult",
                            "metadata",
                            Map.of("name", ref.name(), "namespace", ref.namespace()),
                            "spec",
                            Map.of("engine", engine, "experiment", spec.experiment())));
        }
        told.clear();
        toldOf.clear();
        store.change(ref, result -> {
            result.getMetadata().setLabels(new LinkedHashMap<>(Map.of("chaosUID", uid, "chaosEngine", engine)));
            result.getMetadata().setAnnotations(new LinkedHashMap<>());
            Map<String, Object> status = Tree.openStatus(result);
            status.put("experimentStatus", experimentStatus("Running", "Awaited", "Awaited"));
            status.put("probeStatuses", probes("Awaited"));
            Map<String, Object> history = Tree.open(status, "history");
            List.of("passedRuns", "failedRuns", "stoppedRuns").forEach(runs -> Tree.addIfAbsent(history, runs, 0));
            history.put("targets", List.of());
        });
    }

    private static Map<String, Object> experimentStatus(String phase, String verdict, String share) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("phase", phase);
        status.put("verdict", verdict);
        status.put("probeSuccessPercentage", share);
        return status;
    }

    private List<Map<String, Object>> probes(String verdict) {
        return spec.probes().stream()
                .<Map<String, Object>>map(probe -> Map.of(
                        "name", Tree.text(probe, "name"),
                        "type", Tree.text(probe, "type"),
                        "mode", Tree.text(probe, "mode"),
                        "status", Map.of("verdict", verdict)))
                .toList();
    }

    /** The state in Litmus' own words, such as injected: written down at once, or kept until the end. */
    void tell(String target, LitmusEffects kind, String state) {
        String key = kind.kindOfTarget() + "/" + kind.nameOf(target);
        told.put(key, state);
        toldOf.add(target);
        if (kind.isToldAtOnce()) {
            store.change(ref, result -> {
                result.getMetadata().getAnnotations().put(key, state);
                result.getMetadata().setManagedFields(List.of(changedNow()));
            });
        }
    }

    private static ManagedFieldsEntry changedNow() {
        return new ManagedFieldsEntryBuilder()
                .withManager("experiments")
                .withOperation("Update")
                .withTime(Store.now())
                .build();
    }

    boolean isTold(String target) {
        return toldOf.contains(target);
    }

    void completed(String phase, String verdict, String share) {
        end(phase, verdict, share, Map.of());
    }

    void failed(String errorCode, String reason) {
        end("Completed_With_Error", "Error", "0", Map.of("errorCode", errorCode, "reason", reason));
    }

    void stopped() {
        end("Stopped", "Stopped", "0", Map.of());
    }

    /** Writes what became of the targets into the history. */
    private void end(String phase, String verdict, String share, Map<String, Object> error) {
        store.change(ref, result -> {
            Map<String, Object> status = Tree.openStatus(result);
            Map<String, Object> experiment = experimentStatus(phase, verdict, share);
            if (!error.isEmpty()) {
                experiment.put("errorOutput", error);
            }
            status.put("experimentStatus", experiment);
            if (!verdict.equals("Stopped")) {
                status.put("probeStatuses", probes(verdict.equals("Pass") ? "Passed" : "Failed"));
            }
            Map<String, Object> history = Tree.open(status, "history");
            String runs =
                    verdict.equals("Pass") ? "passedRuns" : verdict.equals("Stopped") ? "stoppedRuns" : "failedRuns";
            history.put(runs, Integer.parseInt(Tree.text(history, runs)) + 1);
            List<Object> targets = new ArrayList<>();
            told.forEach((target, state) ->
                    targets.add(Map.of("name", name(target), "kind", kind(target), "chaosStatus", state)));
            history.put("targets", targets);
            result.getMetadata().setManagedFields(List.of(changedNow()));
        });
    }

    private static String kind(String target) {
        return target.substring(0, target.indexOf('/'));
    }

    private static String name(String target) {
        return target.substring(target.indexOf('/') + 1);
    }
}
