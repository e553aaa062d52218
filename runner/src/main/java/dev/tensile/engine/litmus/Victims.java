package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.litmus.TakingBack.Known;
import dev.tensile.engine.litmus.center.ChaosResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a stopped fault's targets may still be hurt. Not shown is not reverted: a fault that is known to have begun needs a
 * target that is told to be reverted, or pods that are gone or were made later, which took the fault along or never had it.
 */
final class Victims {
    private final Cluster cluster;
    private final EngineResource resource;
    private final Known known;

    Victims(Cluster cluster, EngineResource resource, Known known) {
        this.cluster = cluster;
        this.resource = resource;
        this.known = known;
    }

    /** Who, in the rest of a sentence; empty if nobody is. */
    Optional<String> hurt(Sight sight, Optional<JsonNode> engine, Optional<JsonNode> result) {
        Optional<Footprint.Seen> footprint =
                engine.flatMap(one -> Footprint.of(resource.fault(), one)).map(one -> one.look(cluster));
        boolean announced = sight.announced() && (engine.isPresent() || result.isPresent()); // events outlive both
        boolean begun = known.injected() || announced || sight.knowsTargets();
        if (!begun || footprint.equals(Optional.of(Footprint.Seen.GONE))) {
            return Optional.empty();
        }
        Set<String> pods = new TreeSet<>(known.names());
        List<String> others = new ArrayList<>();
        for (ChaosResult.Target target : sight.targets()) {
            if (target.isReverted()) {
                pods.remove(target.name());
            } else if (target.kind().equals("pod")) {
                pods.add(target.name());
            } else {
                others.add(target.kind() + " " + target.name());
            }
        }
        boolean anyPod = !pods.isEmpty();
        if (anyPod) {
            pods.retainAll(still(pods, engine, result));
        }
        if (!pods.isEmpty() || !others.isEmpty()) {
            others.addAll(pods);
            return Optional.of("is not reverted: " + others + " may still be hurt");
        }
        if (!anyPod && sight.failedToRevert()) {
            return Optional.of("failed to put something back");
        }
        return anyPod || !sight.targets().isEmpty()
                ? Optional.empty()
                : Optional.of("had begun, and nothing shows that what it hurt was put back");
    }

    /** Of these pods, those that are still there and may be the ones that were hurt. */
    private Set<String> still(Set<String> pods, Optional<JsonNode> engine, Optional<JsonNode> result) {
        if (resource.pods().isEmpty()) {
            return pods;
        }
        Optional<Instant> told = lastTold(engine, result);
        Map<String, String> uids = new HashMap<>();
        known.before().forEach(pod -> uids.put(pod.name(), pod.uid()));
        Set<String> still = new TreeSet<>();
        for (Instance now : cluster.pods(resource.pods(), Map.of())) {
            boolean same = uids.getOrDefault(now.name(), now.uid()).equals(now.uid());
            if (pods.contains(now.name()) && same && !(told.isPresent() && isLater(now, told.get()))) {
                still.add(now.name());
            }
        }
        return still;
    }

    private boolean isLater(Instance pod, Instant told) {
        return cluster.raw(
                        "/api/v1/namespaces/" + pod.namespace() + "/pods?fieldSelector=metadata.name%3D" + pod.name())
                .map(list -> list.at("/items/0/metadata/creationTimestamp").asText())
                .filter(created -> !created.isEmpty())
                .map(created -> Instant.parse(created).isAfter(told))
                .orElse(false);
    }

    /** When the result was last written; that is no earlier than any injection, and to a second. */
    private static Optional<Instant> lastTold(Optional<JsonNode> engine, Optional<JsonNode> result) {
        List<Instant> times = new ArrayList<>();
        result.ifPresent(one -> one.at("/metadata/managedFields")
                .forEach(entry -> time(entry.path("time")).ifPresent(times::add)));
        if (times.isEmpty()) {
            engine.flatMap(one -> time(one.at("/status/experiments/0/lastUpdateTime")))
                    .ifPresent(times::add);
        }
        return times.stream().max(Instant::compareTo);
    }

    private static Optional<Instant> time(JsonNode text) {
        return text.asText().isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text.asText()));
    }
}
