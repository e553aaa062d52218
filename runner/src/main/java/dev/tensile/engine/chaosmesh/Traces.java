package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a chaos resource that is gone: its last status, and the events on it, which outlive it by an hour or so. A
 * deletion that was forced leaves the fault in the pods and no event of a recovery.
 */
final class Traces {
    private static final String APPLIED = "Successfully apply chaos for ";
    private static final String RECOVERED = "Successfully recover chaos for ";

    private final Cluster cluster;
    private final ChaosResource resource;

    Traces(Cluster cluster, ChaosResource resource) {
        this.cluster = cluster;
        this.resource = resource;
    }

    /**
     * The targets that were hurt, still exist, and were not seen to recover.
     *
     * @param last the last status that was seen; empty if there was none
     */
    List<String> unrecovered(Optional<ChaosStatus> last) {
        Map<String, Integer> balance = balance();
        TreeSet<String> hurt = new TreeSet<>(
                last.map(Traces::hurt).orElseGet(() -> isOnce() ? Set.of() : Set.copyOf(balance.keySet())));
        hurt.removeIf(target -> balance.containsKey(target) && balance.get(target) <= 0);
        hurt.removeIf(target -> !exists(target));
        return List.copyOf(hurt);
    }

    /** Whether the controllers say that they took it back because its time was over, and not because somebody asked. */
    boolean timeWasUp() {
        return events().stream().anyMatch(event -> event.path("reason").asText().equals("TimeUp"));
    }

    /** None where they may not be read, or are gone. */
    private List<JsonNode> events() {
        try {
            return cluster.events(resource.namespace(), resource.kind().kind(), resource.name());
        } catch (ClusterRefused unseen) {
            return List.of();
        }
    }

    private static Set<String> hurt(ChaosStatus status) {
        return status.course() == ChaosStatus.Course.ONCE
                ? Set.of()
                : status.hurt().stream()
                        .filter(target -> !target.isRecovered())
                        .map(Target::id)
                        .collect(Collectors.toSet());
    }

    /** It may have been done once: of a resource that is gone nobody can tell a kill from an outage. */
    private boolean isOnce() {
        return resource.kind() == ChaosKind.POD || !resource.kind().selectsPods();
    }

    /** How much more often than it recovered each target was hurt; empty if nobody may know, or nobody does any longer. */
    private Map<String, Integer> balance() {
        Map<String, Integer> balance = new HashMap<>();
        for (JsonNode event : events()) {
            String message = event.path("message").asText();
            int count = Math.max(1, event.path("count").asInt(1));
            if (message.startsWith(APPLIED)) {
                balance.merge(message.substring(APPLIED.length()), count, Integer::sum);
            } else if (message.startsWith(RECOVERED)) {
                balance.merge(message.substring(RECOVERED.length()), -count, Integer::sum);
            }
        }
        return balance;
    }

    /** Whoever is gone has taken the fault along; what is no pod, or cannot be seen, may still be there. */
    private boolean exists(String target) {
        String[] parts = target.split("/", -1);
        if (!resource.kind().selectsPods() || parts.length < 2) {
            return true;
        }
        try {
            return cluster.raw("/api/v1/namespaces/" + parts[0] + "/pods/" + parts[1])
                    .isPresent();
        } catch (ClusterRefused unseen) {
            return true;
        }
    }
}
