package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.ClockBounds;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Creation;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Uninterrupted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Creates a chaos resource and waits until it is shown to be injected. Fails as soon as it is clear that it will not be: no pod
 * was selected (that is never tried again), its time is over, somebody deleted it.
 */
final class Injecting {
    private final Cluster cluster;
    private final ChaosResource resource;
    private final Patience patience;

    Injecting(Cluster cluster, ChaosResource resource, Patience patience) {
        this.cluster = cluster;
        this.resource = resource;
        this.patience = patience;
    }

    /**
     * @param status the first that showed every target injected
     * @param clock of the controllers against ours
     * @param sentNanos when its creation was asked for, as {@link System#nanoTime} has it
     * @param seenNanos when it was seen to be in force
     */
    record Result(ChaosStatus status, ClockBounds clock, long sentNanos, long seenNanos) {}

    /** @throws NotInForce if it is not; the object may exist, and must be taken back */
    Result run(JsonNode manifest) {
        long sentNanos = System.nanoTime();
        Instant sent = Instant.now();
        ClockBounds server = new Creation(
                        cluster, resource.kind().resource(), resource.namespace(), resource.name(), resource.run())
                .of(manifest);
        Deadline deadline = new Deadline(patience.inject());
        String trouble = "";
        while (true) {
            try {
                ChaosStatus status = look();
                if (status.isInjected()) {
                    return new Result(status, clock(status, server, sent), sentNanos, System.nanoTime());
                }
                trouble = trouble(status);
            } catch (ClusterRefused refused) {
                mayPass(refused);
                trouble = String.valueOf(refused.getMessage());
            }
            if (deadline.isOver()) {
                throw new NotInForce(
                        "not shown to be injected within " + patience.inject().toSeconds() + " s: " + trouble);
            }
            if (!Uninterrupted.pause(patience.between())) {
                throw new NotInForce("interrupted");
            }
        }
    }

    /** The controllers date what they do themselves; where they do not, their clock is taken for the API server's. */
    private static ClockBounds clock(ChaosStatus status, ClockBounds server, Instant sent) {
        Instant seen = Instant.now();
        ClockBounds controllers = ClockBounds.UNKNOWN;
        for (Instant applied : status.applied()) {
            controllers = controllers.and(applied, sent, seen);
        }
        return controllers.equals(ClockBounds.UNKNOWN) ? server : controllers;
    }

    private ChaosStatus look() {
        return cluster.get(resource.kind().resource(), resource.namespace(), resource.name())
                .map(ChaosStatus::of)
                .orElseThrow(() -> new NotInForce("somebody deleted " + resource));
    }

    private String trouble(ChaosStatus status) {
        if (status.stage() != ChaosStatus.Stage.STANDING) {
            throw new NotInForce(
                    "somebody " + (status.stage() == ChaosStatus.Stage.PAUSED ? "paused " : "deleted ") + resource);
        }
        if (status.desired() == ChaosStatus.Phase.STOP) {
            throw new NotInForce(
                    "its time was over before it was injected: the controllers are slow, or their clock is wrong");
        }
        if (!status.hasSelected()) {
            nothingSelected().ifPresent(why -> {
                throw new NotInForce("no target: " + why + " (if pods are there, Chaos Mesh may be kept out of "
                        + resource.namespace() + ": enableFilterNamespace, clusterScoped)");
            });
            return "the controllers of Chaos Mesh have not looked at it: is chaos-controller-manager running?";
        }
        return status.failure(Target.Operation.APPLY)
                .map(failure -> "last failure " + failure)
                .orElse("it is on its way");
    }

    /** What the controllers say in an event when they found no pod; they do not try again. */
    private Optional<String> nothingSelected() {
        return events().stream()
                .filter(event -> event.path("reason").asText().equals("Failed"))
                .map(event -> event.path("message").asText())
                .filter(message -> message.contains("Failed to select targets")
                        || message.contains("no target has been selected")
                        || message.contains("no pod is selected"))
                .findFirst();
    }

    /** None where they may not be read; preflight has asked for the right. */
    private List<JsonNode> events() {
        try {
            return cluster.events(resource.namespace(), resource.kind().kind(), resource.name());
        } catch (ClusterRefused unseen) {
            return List.of();
        }
    }

    private static void mayPass(ClusterRefused refused) {
        if (!refused.isPassing()) {
            throw NotInForce.of(refused);
        }
    }
}
