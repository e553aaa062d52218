package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of the cluster: real objects that run, without anything in them. Safe from any thread. */
public final class Pods {
    static final String NODE = "node-1";
    static final String CONTAINER = "app";

    private final Store store;

    Pods(Store store) {
        this.store = store;
    }

    /** A running pod with one container, {@code app}, on {@code node-1}. Its namespace is made if there is none. */
    public void add(String namespace, String name, Map<String, String> labels) {
        add(namespace, name, labels, CONTAINER);
    }

    void add(String namespace, String name, Map<String, String> labels, String container) {
        namespace(namespace);
        store.create(ResourceType.POD.ref(namespace, name), running(namespace, name, labels, container));
    }

    private static Map<String, Object> running(
            String namespace, String name, Map<String, String> labels, String container) {
        String now = Store.now();
        return Map.of(
                "apiVersion", "v1",
                "kind", "Pod",
                "metadata", Map.of("name", name, "namespace", namespace, "labels", labels),
                "spec",
                        Map.of(
                                "nodeName",
                                NODE,
                                "containers",
                                List.of(Map.of("name", container, "image", "emulated/" + container))),
                "status",
                        Map.of(
                                "phase",
                                "Running",
                                "startTime",
                                now,
                                "conditions",
                                List.of(Map.of("type", "Ready", "status", "True")),
                                "containerStatuses",
                                List.of(Map.of(
                                        "name",
                                        container,
                                        "ready",
                                        true,
                                        "restartCount",
                                        0,
                                        "state",
                                        Map.of("running", Map.of("startedAt", now))))));
    }

    /** Takes the pod away at once, and with it whatever is in force on it. */
    public void remove(String namespace, String name) {
        store.remove(ResourceType.POD.ref(namespace, name));
    }

    /** Its containers end and are started again in the same pod. */
    void restart(String target) {
        store.change(ref(target), pod -> {
            Map<String, Object> status = Tree.openStatus(pod);
            status.put(
                    "containerStatuses",
                    Tree.maps(status.get("containerStatuses")).stream()
                            .map(Pods::restarted)
                            .toList());
        });
    }

    private static Map<String, Object> restarted(Map<String, Object> container) {
        Map<String, Object> again = new LinkedHashMap<>(container);
        again.put("restartCount", Integer.parseInt(Tree.text(container, "restartCount")) + 1);
        return again;
    }

    /** The namespace in which the cluster itself lives; its uid tells one cluster from another. */
    void addSystem() {
        namespace("kube-system");
    }

    private void namespace(String name) {
        Ref space = ResourceType.NAMESPACE.ref("", name);
        if (store.find(space).isEmpty()) {
            store.create(
                    space,
                    Map.of(
                            "apiVersion",
                            "v1",
                            "kind",
                            "Namespace",
                            "metadata",
                            Map.of("name", name),
                            "status",
                            Map.of("phase", "Active")));
        }
    }

    boolean exists(String target) {
        return store.find(ref(target)).isPresent();
    }

    /** What a deployment does about a pod that goes: another of the same labels, with a new name. */
    void replace(String target) {
        Optional<GenericKubernetesResource> old = store.find(ref(target));
        if (old.isPresent()) {
            Ref ref = ref(target);
            int dash = ref.name().lastIndexOf('-');
            String start = dash < 0 ? ref.name() : ref.name().substring(0, dash);
            store.remove(ref);
            add(
                    ref.namespace(),
                    Names.random(start + "-"),
                    old.get().getMetadata().getLabels());
        }
    }

    private static Ref ref(String target) {
        String[] parts = target.split("/", 2);
        return ResourceType.POD.ref(parts[0], parts[1]);
    }
}
