package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether pods have the container and the volume that a fault names: a volume that is not there is stuck for ever afterwards. */
final class Containers {
    private Containers() {}

    /** What is missing, in a sentence. */
    static Optional<String> missing(ChaosSpec spec, List<Instance> pods) {
        return pods.stream()
                .filter(pod -> !pod.mounts().isEmpty())
                .flatMap(pod -> missing(spec, pod).stream())
                .findFirst();
    }

    private static Optional<String> missing(ChaosSpec spec, Instance pod) {
        Set<String> containers = pod.mounts().keySet();
        Optional<String> named = spec.spec().get("containerNames") instanceof List<?> names
                ? names.stream().findFirst().map(String::valueOf)
                : Optional.empty();
        if (named.isPresent() && !containers.contains(named.get())) {
            return Optional.of(pod.id() + " has no container \"" + named.get() + "\", only " + containers);
        }
        Object volume = spec.spec().get("volumePath");
        String container = named.orElseGet(() -> containers.iterator().next());
        List<String> mounts = pod.mounts().getOrDefault(container, List.of());
        return volume == null || mounts.contains(String.valueOf(volume))
                ? Optional.empty()
                : Optional.of("nothing is mounted at " + volume + " in container \"" + container + "\" of " + pod.id()
                        + (mounts.isEmpty() ? "" : ", only at " + String.join(", ", mounts)));
    }
}
