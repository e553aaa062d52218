package dev.tensile.demo.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the API server serves for Chaos Mesh, and the pods that Chaos Mesh consists of. */
final class ChaosMeshGroup implements Discovery.Group {
    private static final String NAMESPACE = "chaos-mesh";

    private final ChaosMeshBehaviour behaviour;

    ChaosMeshGroup(ChaosMeshBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    static void addComponents(Pods pods) {
        for (String component : List.of("controller-manager", "daemon")) {
            String name = component.equals("daemon") ? "chaos-daemon" : component;
            pods.add(
                    NAMESPACE,
                    "chaos-" + component + "-0",
                    Map.of(
                            "app.kubernetes.io/name", "chaos-mesh",
                            "app.kubernetes.io/instance", "chaos-mesh",
                            "app.kubernetes.io/component", name),
                    "chaos-mesh");
        }
    }

    @Override
    public String groupVersion() {
        return ChaosKind.API_VERSION;
    }

    @Override
    public boolean isInstalled() {
        return behaviour.isInstalled();
    }

    @Override
    public List<Discovery.Kind> kinds() {
        return Arrays.stream(ChaosKind.values())
                .map(kind -> new Discovery.Kind(kind.kind(), kind.type().plural()))
                .toList();
    }

    @Override
    public Map<String, Object> specProperties(String plural) {
        Map<String, Object> text = Map.of("type", "string");
        if (!plural.equals(ChaosKind.JVMCHAOS.type().plural())) {
            return Map.of("duration", text);
        }
        return Map.of("action", text, "duration", text, behaviour.release().jvmReturnField(), text);
    }
}
