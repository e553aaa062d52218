package dev.tensile.engine.chaosmesh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Leftovers;
import dev.tensile.engine.kubernetes.RunLabels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether anything of a run is still in a cluster: by its label, so that also an object is found whose creation was never
 * answered. A chaos resource is only gone when its controllers have taken the fault back from every pod.
 */
final class Remains {
    private final Cluster cluster;
    private final String run;
    private final Set<Place> places = new LinkedHashSet<>();

    private record Place(ChaosKind kind, String namespace) {}

    Remains(Cluster cluster, String run, List<ChaosSpec> specs) {
        this.cluster = cluster;
        this.run = run;
        specs.forEach(spec -> places.add(new Place(spec.kind(), spec.namespace())));
    }

    /** Looking where one resource was, and would be. */
    static Remains of(Cluster cluster, ChaosResource resource) {
        Remains remains = new Remains(cluster, resource.run(), List.of());
        remains.places.add(new Place(resource.kind(), resource.namespace()));
        return remains;
    }

    List<ChaosResource> find() {
        List<ChaosResource> found = new ArrayList<>();
        for (Place place : places) {
            for (JsonNode one : cluster.list(place.kind.resource(), place.namespace, RunLabels.RUN, run)) {
                found.add(new ChaosResource(
                        place.kind,
                        place.namespace,
                        one.path("metadata").path("name").asText(),
                        run));
            }
        }
        return found;
    }

    /** Takes back what is found and not known to be stuck, then looks. */
    Verification sweep(Set<String> stuck, Consumer<ChaosResource> takeBack) {
        try {
            find().stream().filter(found -> !stuck.contains(found.name())).forEach(takeBack);
        } catch (ClusterRefused unseen) {
            return look(); // which says why
        }
        return look();
    }

    Verification look() {
        return Leftovers.look(
                cluster,
                "objects labelled " + RunLabels.RUN + "=" + run,
                this::find,
                ByHand::mend,
                "the controllers take faults back when their time is over");
    }
}
