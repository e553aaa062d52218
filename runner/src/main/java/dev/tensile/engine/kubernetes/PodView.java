package dev.tensile.engine.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of a pod what a fault has to do with. */
final class PodView {
    private PodView() {}

    static Instance of(Pod pod) {
        return new Instance(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                text(pod.getMetadata().getUid()),
                Optional.ofNullable(pod.getStatus())
                        .map(status -> text(status.getPhase()))
                        .orElse(""),
                Optional.ofNullable(pod.getSpec())
                        .map(spec -> text(spec.getNodeName()))
                        .orElse(""),
                restarts(pod),
                pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork())
                        ? Instance.Network.NODE
                        : Instance.Network.OWN,
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of()),
                pod.getMetadata().getOwnerReferences().stream()
                        .map(owner -> text(owner.getKind()))
                        .findFirst()
                        .orElse(""),
                mounts(pod));
    }

    private static Map<String, List<String>> mounts(Pod pod) {
        Map<String, List<String>> mounts = new LinkedHashMap<>();
        if (pod.getSpec() != null) {
            pod.getSpec()
                    .getContainers()
                    .forEach(container -> mounts.put(
                            text(container.getName()),
                            container.getVolumeMounts().stream()
                                    .map(VolumeMount::getMountPath)
                                    .toList()));
        }
        return mounts;
    }

    private static int restarts(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? 0
                : pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getRestartCount)
                        .mapToInt(count -> count == null ? 0 : count)
                        .sum();
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
