package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.Uninterrupted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ChaosEngine back: stop, read what became of its targets, delete, wait until it is gone. "Stopped" does not mean
 * reverted: the operator says so as soon as the fault's pods are gone, so every target is looked at. What is not shown to be
 * reverted is left stopped, for its ChaosResult is all that tells what is still hurt.
 */
final class TakingBack {
    private static final String STOP_PATCH = "{\"spec\":{\"engineState\":\"stop\"}}";
    private static final Set<String> ALIVE = Set.of("Running", "Pending", "Unknown");

    private final Cluster cluster;
    private final EngineResource resource;
    private final Patience patience;
    private final Looking looking;
    private final Victims victims;
    private String trouble = "";
    private String what = "";

    /** @param known what this program knows of the fault */
    TakingBack(Cluster cluster, EngineResource resource, Patience patience, Known known) {
        this.cluster = cluster;
        this.resource = resource;
        this.patience = patience;
        looking = new Looking(cluster, resource);
        victims = new Victims(cluster, resource, known);
    }

    /** Of one that another process has injected. */
    TakingBack(Cluster cluster, EngineResource resource, Patience patience) {
        this(cluster, resource, patience, Known.NOTHING);
    }

    /**
     * What is known of a fault, beside what the cluster says.
     *
     * @param injected whether it was shown to be in force
     * @param names of the pods that were shown to be hurt
     * @param before all pods that might be hurt, as they were before
     */
    record Known(boolean injected, Set<String> names, List<Instance> before) {
        static final Known NOTHING = new Known(false, Set.of(), List.of());

        Known {
            names = Set.copyOf(names);
            before = List.copyOf(before);
        }
    }

    /** How far it came. */
    enum End {
        /** Every target is reverted, and the object is gone. */
        GONE,
        /** There was no such object, and nothing that it may have done is left. */
        WAS_NOT_THERE,
        /** Something is left, or could not be looked at. */
        LEFT
    }

    /** @param detail what was seen, and how to go on by hand if something is left */
    record Result(End end, String detail) {}

    Result run() {
        return Uninterrupted.call(this::stopAndDelete);
    }

    private Result stopAndDelete() {
        Boolean there =
                insist(() -> cluster.patch(LitmusKind.ENGINE, resource.namespace(), resource.name(), STOP_PATCH));
        if (there == null) {
            return left("could not be stopped: " + trouble);
        }
        if (!until(this::isReverted)) {
            return left(trouble.isEmpty() ? what : "may still be in force: " + trouble);
        }
        if (there && !until(this::isDeleted)) {
            return left(trouble.isEmpty() ? "does not go away" : "could not be deleted: " + trouble);
        }
        insist(() -> {
            looking.result()
                    .ifPresent(result -> cluster.delete(
                            LitmusKind.RESULT,
                            resource.namespace(),
                            result.path("metadata").path("name").asText()));
            return true;
        });
        return there
                ? new Result(End.GONE, "stopped, every target reverted, and " + resource + " is gone")
                : new Result(End.WAS_NOT_THERE, "there is no " + resource);
    }

    private boolean isReverted() {
        Optional<JsonNode> result = looking.result();
        List<JsonNode> events = looking.events();
        Optional<JsonNode> engine = looking.engine();
        Sight sight = Sight.of(engine.orElse(MissingNode.getInstance()), result, events);
        if (sight.stage() == Sight.Stage.RUNNING) {
            what = "does not stop: is chaos-operator running?";
            return false;
        }
        if (!LitmusSpec.ONCE.contains(resource.fault())) {
            Optional<String> hurt = victims.hurt(sight, engine, result);
            if (hurt.isPresent()) {
                what = hurt.get() + sight.failure().map(why -> " (" + why + ")").orElse("");
                return false;
            }
        }
        List<String> alive = sight.uid().isEmpty() ? List.of() : alive(sight.uid());
        what = "still has pods: " + alive;
        return alive.isEmpty();
    }

    /** The runner, the fault's own pod, and its helpers. */
    private List<String> alive(String uid) {
        return cluster.pods(resource.namespace(), Map.of("chaosUID", uid)).stream()
                .filter(pod -> ALIVE.contains(pod.phase()))
                .map(Instance::name)
                .toList();
    }

    private boolean isDeleted() {
        Optional<JsonNode> engine = looking.engine();
        boolean asked = engine.map(one -> one.path("metadata").hasNonNull("deletionTimestamp"))
                .orElse(false);
        if (engine.isPresent() && !asked) {
            cluster.delete(LitmusKind.ENGINE, resource.namespace(), resource.name());
        }
        return engine.isEmpty();
    }

    /** Looks again and again, through everything that may pass; false if patience is over first. */
    private boolean until(BooleanSupplier done) {
        Deadline deadline = new Deadline(patience.recover());
        while (true) {
            try {
                trouble = "";
                if (done.getAsBoolean()) {
                    return true;
                }
            } catch (ClusterRefused refused) {
                trouble = String.valueOf(refused.getMessage());
                if (!refused.isPassing()) {
                    return false;
                }
            }
            if (deadline.isOver()) {
                return false;
            }
            if (!Uninterrupted.pause(patience.between())) {
                Thread.interrupted();
            }
        }
    }

    /** Asks until it is answered, or patience is over; null then. */
    private @Nullable Boolean insist(BooleanSupplier call) {
        boolean[] answer = new boolean[1];
        boolean answered = until(() -> {
            answer[0] = call.getAsBoolean();
            return true;
        });
        return answered ? answer[0] : null;
    }

    private Result left(String why) {
        return new Result(End.LEFT, resource + " " + why + ". " + ByHand.mend(resource));
    }
}
