package dev.tensile.engine.litmus.center;

import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What ChaosCenter has in its database, and what it does when it is asked. */
public final class FakeBooks {
    static final String PROJECT = "project-1";
    static final String INFRA = "infra-1";

    /** A business error: HTTP 200 with {@code errors[]}. */
    static final class Refusal extends RuntimeException {
        Refusal(String message) {
            super(message);
        }
    }

    /** A user may do what the roles below may do, too. */
    enum Role {
        VIEWER,
        EXECUTOR,
        OWNER
    }

    public final Map<String, Map<String, Object>> experiments = new LinkedHashMap<>();
    public final Map<String, FakeRun> runs = new LinkedHashMap<>();
    public final Map<String, Map<String, Object>> probes = new LinkedHashMap<>();
    public final List<Map<String, Object>> infras = new ArrayList<>();
    final FakeCluster cluster;
    Role role = Role.OWNER;
    /** What executionData of every run is replaced by. */
    @Nullable
    String brokenData;

    FakeBooks(FakeCluster cluster) {
        this.cluster = cluster;
        infras.add(infra(INFRA, "staging", "cluster", true));
    }

    static Map<String, Object> infra(String id, String name, String scope, boolean active) {
        Map<String, Object> infra = new LinkedHashMap<>();
        infra.put("infraID", id);
        infra.put("name", name);
        infra.put("environmentID", "env-1");
        infra.put("infraNamespace", "litmus");
        infra.put("serviceAccount", "litmus");
        infra.put("infraScope", scope);
        infra.put("isActive", active);
        infra.put("isInfraConfirmed", true);
        infra.put("isRemoved", false);
        infra.put("version", "3.31.0");
        return infra;
    }

    void require(Role least, DataFetchingEnvironment asked) {
        if (role.compareTo(least) < 0) {
            throw new Refusal("permission_denied: user does not have required permissions");
        }
        if (!PROJECT.equals(asked.getArgument("projectID"))) {
            throw new Refusal("permission_denied: user is not a member of the project");
        }
    }

    String save(Map<String, Object> request) {
        String id = text(request, "id");
        String name = text(request, "name");
        boolean taken = experiments.values().stream()
                .anyMatch(other ->
                        text(other, "name").equals(name) && !text(other, "id").equals(id));
        if (taken) {
            throw new Refusal("experiment name should be unique, duplicate experiment found with name: " + name);
        }
        ExperimentDraft draft = draft(request);
        ManifestLinter.lint(draft).stream()
                .filter(finding -> finding.rule().breach() == ManifestRule.Breach.REFUSED)
                .findFirst()
                .ifPresent(finding -> {
                    throw new Refusal("failed to process the manifest: " + finding);
                });
        engines(draft.manifest())
                .flatMap(engine -> engine.probeNames().stream())
                .filter(probe -> !probes.containsKey(probe))
                .findFirst()
                .ifPresent(probe -> {
                    throw new Refusal("failed to fetch probe details: " + probe);
                });
        experiments.put(id, request);
        return "experiment saved successfully";
    }

    private ExperimentDraft draft(Map<String, Object> request) {
        Map<String, Object> infra = infras.stream()
                .filter(known -> text(known, "infraID").equals(text(request, "infraID")))
                .findFirst()
                .orElseThrow(() -> new Refusal("no infra of that id"));
        Infra.Reach reach = text(infra, "infraScope").equals("cluster") ? Infra.Reach.CLUSTER : Infra.Reach.NAMESPACE;
        return new ExperimentDraft(
                text(request, "id"),
                text(request, "name"),
                text(request, "description"),
                text(request, "manifest"),
                new Infra(text(infra, "infraID"), "", "", text(infra, "infraNamespace"), "", reach, true, true, ""),
                List.of());
    }

    private static Stream<EngineArtifact> engines(String manifest) {
        return EngineArtifact.in(Json.readOrMissing(manifest).path("spec")).stream();
    }

    static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    Map<String, Object> experiment(String id) {
        Map<String, Object> experiment = experiments.get(id);
        if (experiment == null) {
            throw new Refusal("no experiment found with experimentID " + id);
        }
        return experiment;
    }

    String run(String experimentId) {
        Map<String, Object> experiment = experiment(experimentId);
        if (!cluster.isConnected()
                || infras.stream().noneMatch(infra -> text(infra, "isActive").equals("true"))) {
            throw new Refusal("experiment re-run failed due to inactive infra");
        }
        if ("CronExperiment".equals(experiment.get("type"))) {
            return "";
        }
        String notifyId = UUID.randomUUID().toString();
        List<String> engines = engines(text(experiment, "manifest"))
                .map(EngineArtifact::generateName)
                .toList();
        runs.put(notifyId, new FakeRun(notifyId, experimentId, text(experiment, "name"), engines));
        return notifyId;
    }

    /** Its runs are not listed any longer either. */
    boolean delete(String experimentId) {
        runs.values().stream()
                .filter(run -> run.experimentId.equals(experimentId))
                .forEach(run -> run.deleted = true);
        return experiments.remove(experimentId) != null;
    }

    FakeRun byNotifyId(@Nullable String notifyId) {
        FakeRun run = runs.get(Objects.requireNonNullElse(notifyId, ""));
        if (run == null) {
            throw new Refusal("mongo: no documents in result");
        }
        cluster.polled(run, experiments.getOrDefault(run.experimentId, Map.of()));
        if (brokenData != null) {
            run.executionData = brokenData;
        }
        return run;
    }

    /** Closes the books; the cluster is told only of runs whose id is given, or known when all are meant. */
    boolean stop(String experimentId, @Nullable String runId, @Nullable String notifyId) {
        List<FakeRun> open = runs.values().stream()
                .filter(run -> run.experimentId.equals(experimentId) && run.isOpen())
                .filter(run -> runId == null || runId.equals(run.runId))
                .filter(run -> notifyId == null || notifyId.equals(run.notifyId))
                .toList();
        if (open.isEmpty()) {
            throw new Refusal("no running, timeout, or queued experiments found");
        }
        for (FakeRun run : open) {
            run.phase = "Stopped";
            run.completed = true;
            boolean told = runId != null || (notifyId == null && !run.runId.isEmpty());
            if (told) {
                cluster.stop(run.runId);
            }
        }
        return true;
    }
}
