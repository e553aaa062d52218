package dev.tensile.demo.cluster;

import java.util.List;
import java.util.Map;

/** What the API server serves for LitmusChaos, and the pod of its operator. */
final class Litmus implements Discovery.Group {
    static final String API_VERSION = "litmuschaos.io/v1alpha1";
    static final ResourceType ENGINE = new ResourceType(API_VERSION, "chaosengines");
    static final ResourceType EXPERIMENT = new ResourceType(API_VERSION, "chaosexperiments");
    static final ResourceType RESULT = new ResourceType(API_VERSION, "chaosresults");

    private final LitmusBehaviour behaviour;

    Litmus(LitmusBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    static void addComponents(Pods pods) {
        pods.add(
                "litmus",
                "chaos-operator-ce-0",
                Map.of(
                        "name", "chaos-operator",
                        "app.kubernetes.io/name", "litmus",
                        "app.kubernetes.io/component", "operator"),
                "chaos-operator");
    }

    @Override
    public String groupVersion() {
        return API_VERSION;
    }

    @Override
    public boolean isInstalled() {
        return behaviour.isInstalled();
    }

    @Override
    public List<Discovery.Kind> kinds() {
        return List.of(
                new Discovery.Kind("ChaosEngine", ENGINE.plural()),
                new Discovery.Kind("ChaosExperiment", EXPERIMENT.plural()),
                new Discovery.Kind("ChaosResult", RESULT.plural()));
    }

    @Override
    public Map<String, Object> specProperties(String plural) {
        return Map.of();
    }
}
