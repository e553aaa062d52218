package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Uninterrupted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes a chaos resource back: pause, read how it recovered, delete, wait until it is gone. Pausing first keeps the times of
 * recovery, which vanish with the object; a pause that is refused is not waited for, since a deletion passes no webhook. What does
 * not recover is left paused, and never forced: a forced finalizer leaves the fault in the pods.
 */
final class TakingBack {
    private final Cluster cluster;
    private final ChaosResource resource;
    private final Patience patience;
    private final Traces traces;
    private Optional<ChaosStatus> last = Optional.empty();
    private String trouble = "";

    TakingBack(Cluster cluster, ChaosResource resource, Patience patience) {
        this.cluster = cluster;
        this.resource = resource;
        this.patience = patience;
        traces = new Traces(cluster, resource);
    }

    /** How far it came. */
    enum End {
        /** Every target is recovered, and the object is gone. */
        GONE,
        /** There was no such object, and nothing speaks for a target that is still hurt. */
        WAS_NOT_THERE,
        /** The object is gone, but nobody has seen some target recover. */
        UNSEEN,
        /** The object still stands. */
        LEFT;

        boolean isResidue() {
            return this == UNSEEN || this == LEFT;
        }
    }

    /**
     * @param status the last that was seen; empty if there was none
     * @param detail what was seen, and how to go on by hand if it is residue
     */
    record Result(End end, Optional<ChaosStatus> status, String detail) {}

    /** @param before the last status that is known; what was injected then has to be seen to recover */
    Result run(Optional<ChaosStatus> before) {
        last = before;
        return Uninterrupted.call(this::pauseAndDelete);
    }

    private enum Answer {
        YES,
        NO,
        REFUSED
    }

    private Result pauseAndDelete() {
        Answer paused = insist(patience.pause(), () -> resource.pause(cluster));
        if (paused == Answer.NO) {
            return vanished(End.WAS_NOT_THERE, "there is no " + resource);
        }
        if (paused == Answer.REFUSED) {
            return delete("could not be paused: " + trouble);
        }
        Deadline deadline = new Deadline(patience.recover());
        while (last.isEmpty() || !isDone(last.get())) {
            if (deadline.isOver()) {
                return left(stuck());
            }
            if (!look()) {
                return vanished(End.GONE, resource + " is gone");
            }
        }
        return delete("");
    }

    /** What is done once is never taken back, and only its object is removed. */
    private static boolean isDone(ChaosStatus status) {
        if (status.stage() == ChaosStatus.Stage.STANDING) {
            return false; // nobody had asked when this was seen
        }
        return status.isRecovered() || status.records().isEmpty() || status.course() == ChaosStatus.Course.ONCE;
    }

    /** @param unpaused why it was not paused; empty if it was */
    private Result delete(String unpaused) {
        Answer asked = insist(patience.recover(), () -> {
            cluster.delete(resource.kind().resource(), resource.namespace(), resource.name());
            return true;
        });
        if (asked == Answer.REFUSED) {
            return left((unpaused.isEmpty() ? "" : unpaused + "; ") + "could not be deleted: " + trouble);
        }
        Deadline deadline = new Deadline(patience.recover());
        while (look()) {
            if (deadline.isOver()) {
                return left(stuck());
            }
        }
        return vanished(End.GONE, "recovered, and " + resource + " is gone");
    }

    /** Without its object nobody can take anything back; what the controllers wrote about it before tells whether they had. */
    private Result vanished(End end, String detail) {
        List<String> hurt = traces.unrecovered(last);
        return hurt.isEmpty()
                ? new Result(end, last, detail)
                : new Result(
                        End.UNSEEN,
                        last,
                        resource + " is gone, but nobody saw " + hurt
                                + " recover: if somebody forced its finalizer, the"
                                + " fault is still in them. Restart them, then tensile recover");
    }

    /** Whether it still stands; a server that does not answer is asked again. */
    private boolean look() {
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
        Uninterrupted.pause(patience.between());
        return true;
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

    /** Asks until it is answered, or patience is over. */
    private Answer insist(Duration atMost, BooleanSupplier call) {
        Deadline deadline = new Deadline(atMost);
        while (true) {
            try {
                return call.getAsBoolean() ? Answer.YES : Answer.NO;
            } catch (ClusterRefused refused) {
                trouble = String.valueOf(refused.getMessage());
                if (!refused.isPassing() || deadline.isOver()) {
                    return Answer.REFUSED;
                }
            }
            Uninterrupted.pause(patience.between());
        }
    }
}
