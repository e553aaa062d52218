package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Uninterrupted;
import java.util.Optional;

/**
 * Takes a chaos resource back: pause, read how it recovered, delete, wait until it is gone. Pausing first keeps the times of
 * recovery, which vanish with the object. What does not recover is left paused, and never forced: a forced finalizer leaves the
 * fault in the pods.
 */
final class TakingBack {
    private static final String PAUSE_PATCH =
            "{\"metadata\":{\"annotations\":{\"" + ChaosResource.PAUSE + "\":\"true\"}}}";

    private final Cluster cluster;
    private final ChaosResource resource;
    private final Patience patience;
    private Optional<ChaosStatus> last = Optional.empty();
    private String trouble = "";

    TakingBack(Cluster cluster, ChaosResource resource, Patience patience) {
        this.cluster = cluster;
        this.resource = resource;
        this.patience = patience;
    }

    /** How far it came. */
    enum End {
        /** Every target is recovered, and the object is gone. */
        GONE,
        /** There was no such object. */
        WAS_NOT_THERE,
        /** The object still stands. */
        LEFT
    }

    /**
     * @param status the last that was seen; empty if there was none
     * @param detail what was seen, and how to go on by hand if it is left
     */
    record Result(End end, Optional<ChaosStatus> status, String detail) {}

    Result run() {
        return Uninterrupted.call(this::pauseAndDelete);
    }

    private Result pauseAndDelete() {
        Boolean there = insist(
                () -> cluster.patch(resource.kind().resource(), resource.namespace(), resource.name(), PAUSE_PATCH));
        if (there == null) {
            return left("could not be paused: " + trouble);
        }
        if (!there) {
            return new Result(End.WAS_NOT_THERE, Optional.empty(), "there is no " + resource);
        }
        Deadline deadline = new Deadline(patience.recover());
        boolean gone = false;
        while (!gone && !last.map(this::isDone).orElse(false)) {
            if (deadline.isOver()) {
                return left(stuck());
            }
            gone = !look(deadline);
        }
        return gone ? new Result(End.GONE, last, resource + " is gone") : delete();
    }

    /** What is done once is never taken back, and only its object is removed. */
    private boolean isDone(ChaosStatus status) {
        return status.isRecovered() || status.records().isEmpty() || status.course() == ChaosStatus.Course.ONCE;
    }

    private Result delete() {
        Boolean asked = insist(() -> {
            cluster.delete(resource.kind().resource(), resource.namespace(), resource.name());
            return true;
        });
        if (asked == null) {
            return left("could not be deleted: " + trouble);
        }
        Deadline deadline = new Deadline(patience.recover());
        while (look(deadline)) {
            if (deadline.isOver()) {
                return left(stuck());
            }
        }
        return new Result(End.GONE, last, "recovered, and " + resource + " is gone");
    }

    /** Whether it still stands; a server that does not answer is asked again. */
    private boolean look(Deadline deadline) {
        try {
            Optional<JsonNode> seen = cluster.get(resource.kind().resource(), resource.namespace(), resource.name());
            if (seen.isEmpty()) {
                return false;
            }
            last = seen.map(ChaosStatus::of);
            trouble = "";
        } catch (ClusterRefused refused) {
            trouble = String.valueOf(refused.getMessage());
        }
        return deadline.isOver() || Uninterrupted.pause(patience.between()) || !Thread.interrupted();
    }

    private String stuck() {
        if (!trouble.isEmpty()) {
            return "may still be in force: " + trouble;
        }
        String why = last.flatMap(status -> status.failure(Target.Operation.RECOVER))
                .map(failure -> ", last failure " + failure)
                .orElse("");
        String phases = last.map(status -> status.records().stream()
                        .filter(target -> !target.isRecovered())
                        .map(target -> target.id() + " is \"" + target.phase() + "\"")
                        .toList()
                        .toString())
                .orElse("");
        return "does not recover: " + phases + why;
    }

    private Result left(String what) {
        return new Result(End.LEFT, last, resource + " " + what + ". " + ByHand.mend(resource));
    }

    /** Asks until it is answered, or patience is over; null then. */
    private @org.jspecify.annotations.Nullable Boolean insist(java.util.function.BooleanSupplier call) {
        Deadline deadline = new Deadline(patience.recover());
        while (true) {
            try {
                return call.getAsBoolean();
            } catch (ClusterRefused refused) {
                trouble = String.valueOf(refused.getMessage());
                if (!refused.isPassing() || deadline.isOver()) {
                    return null;
                }
            }
            if (!Uninterrupted.pause(patience.between())) {
                Thread.interrupted();
            }
        }
    }
}
