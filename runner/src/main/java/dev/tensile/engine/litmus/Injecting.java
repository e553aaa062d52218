package dev.tensile.engine.litmus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Creation;
import dev.tensile.engine.kubernetes.Deadline;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.run.Delivered.ClockGap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Creates a ChaosEngine and waits until every target is shown to be injected: by what the fault's helpers write down, pod by pod; for
 * what is done once, by the pods that were ended or replaced; for faults of the API, by what they change there. Fails as soon as it is clear that it will not be:
 * the experiment is not there, no pod was found, the fault says that it failed, its time is over, somebody stopped it.
 */
final class Injecting {
    private final Cluster cluster;
    private final EngineResource resource;
    private final LitmusSpec spec;
    private final Patience patience;
    private final List<Instance> before;
    private final Map<String, Instant> seen = new TreeMap<>();

    /** @param before all pods that may be hurt */
    Injecting(Cluster cluster, EngineResource resource, LitmusSpec spec, Patience patience, List<Instance> before) {
        this.cluster = cluster;
        this.resource = resource;
        this.spec = spec;
        this.patience = patience;
        this.before = before;
    }

    /** @throws NotInForce if it is not; the object may exist, and must be taken back */
    Injected run(JsonNode manifest) {
        return await(new Creation(cluster, LitmusKind.ENGINE, resource.namespace(), resource.name(), resource.run())
                .of(manifest)
                .gap());
    }

    /** Waits for one that somebody creates, or has created. */
    Injected await(ClockGap clock) {
        Deadline deadline = new Deadline(patience.inject());
        String trouble = "";
        while (true) {
            try {
                Optional<Injected> injected = look(clock);
                if (injected.isPresent()) {
                    return injected.get();
                }
                trouble = "";
            } catch (ClusterRefused refused) {
                mayPass(refused);
                trouble = String.valueOf(refused.getMessage());
            }
            if (deadline.isOver()) {
                throw new NotInForce("not shown to be injected within "
                        + patience.inject().toSeconds() + " s: " + (trouble.isEmpty() ? stuck() : trouble));
            }
            if (!Uninterrupted.pause(patience.between())) {
                throw new NotInForce("interrupted");
            }
        }
    }

    private Optional<Injected> look(ClockGap clock) {
        Sight sight = new Looking(cluster, resource)
                .sightWithEvents()
                .orElseThrow(() -> new NotInForce("somebody deleted " + resource));
        sight.failure().ifPresent(why -> {
            throw new NotInForce(why);
        });
        Optional<Injected> shown = shown(sight, spec.expected(before.size()), clock);
        if (shown.isEmpty() && !isStanding(sight)) {
            throw new NotInForce(sight.seen(spec).why() + " before it was shown to be injected");
        }
        return shown;
    }

    private Optional<Injected> shown(Sight sight, int expected, ClockGap clock) {
        Instant now = Instant.now().plus(clock.ahead());
        sight.injected().forEach(pod -> seen.putIfAbsent(pod, now));
        if (spec.isOnce()) {
            Set<String> changed = sight.announced() ? changed() : Set.of();
            changed.forEach(pod -> seen.putIfAbsent(pod, now));
            return changed.size() >= expected ? Optional.of(injected(changed, now, clock)) : Optional.empty();
        }
        Optional<Footprint> footprint = Footprint.of(spec);
        if (footprint.isPresent()) {
            return sight.announced() && isStanding(sight) && isThere(footprint.get())
                    ? Optional.of(new Injected(expected, Map.of(), now, clock, List.of()))
                    : Optional.empty();
        }
        return sight.shows(expected) && isStanding(sight)
                ? Optional.of(injected(sight.injected(), now, clock))
                : Optional.empty();
    }

    private Injected injected(Set<String> names, Instant now, ClockGap clock) {
        Map<String, Instant> times = new TreeMap<>(seen);
        times.keySet().retainAll(names);
        return new Injected(names.size(), times, now, clock, List.of());
    }

    private boolean isThere(Footprint footprint) {
        return switch (footprint.look(cluster)) {
            case THERE -> true;
            case GONE -> false;
            case UNKNOWN -> throw new NotInForce("nobody can see whether it is: you may not get " + footprint);
        };
    }

    private static boolean isStanding(Sight sight) {
        boolean ended = sight.stage() == Sight.Stage.COMPLETED || sight.stage() == Sight.Stage.STOPPED;
        return !ended && sight.wish() == Sight.Wish.RUN;
    }

    /** The pods that were ended or replaced since. */
    private Set<String> changed() {
        Map<String, Instance> now = spec.hurt().stream()
                .flatMap(pods -> cluster.pods(pods).stream())
                .collect(Collectors.toMap(Instance::name, Function.identity()));
        return before.stream()
                .filter(pod -> !now.containsKey(pod.name()) || !pod.isSameAs(now.get(pod.name())))
                .map(Instance::name)
                .collect(Collectors.toSet());
    }

    /** Where it got to. */
    private String stuck() {
        try {
            Sight sight = new Looking(cluster, resource).sightWithEvents().orElseThrow();
            if (sight.stage() == Sight.Stage.NOT_SEEN_BY_THE_OPERATOR) {
                return "the operator has not looked at it: is chaos-operator running?";
            }
            return sight.result().isEmpty()
                    ? "its runner or its experiment's pod does not start; see kubectl get pods,events -n "
                            + resource.namespace()
                    : sight.injected().size() + " of " + spec.expected(before.size()) + " pods are under the fault";
        } catch (ClusterRefused | java.util.NoSuchElementException unseen) {
            return "it cannot be seen any longer";
        }
    }

    private static void mayPass(ClusterRefused refused) {
        if (!refused.isPassing()) {
            throw NotInForce.of(refused);
        }
    }
}
