package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chaos Mesh's webhooks: defaults, the rules of {@link ChaosMeshRules}, and who may select in which namespace. */
final class ChaosMeshAdmission implements Admission {
    private final ChaosMeshBehaviour behaviour;

    ChaosMeshAdmission(ChaosMeshBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public void admit(Ref ref, Optional<GenericKubernetesResource> before, GenericKubernetesResource after) {
        Optional<ChaosKind> kind = ChaosKind.of(ref.type());
        if (kind.isEmpty()) {
            return;
        }
        String plural = ref.type().plural();
        if (!behaviour.isWebhookUp()) {
            throw new Refused(
                    500,
                    "Internal error occurred: failed calling webhook \"m" + plural + ".kb.io\": failed to call webhook:"
                            + " Post \"https://chaos-mesh-controller-manager.chaos-mesh.svc:443/mutate-chaos-mesh-org-v1alpha1-"
                            + plural + "?timeout=5s\": dial tcp 10.96.0.12:443: connect: connection refused");
        }
        fillIn(kind.get(), ref, after);
        if (before.isPresent() && !Tree.spec(before.get()).equals(Tree.spec(after))) {
            throw denied("v" + plural + ".kb.io", "Cannot update chaos spec");
        }
        List<String> broken = ChaosMeshRules.broken(kind.get(), Tree.spec(after));
        if (!broken.isEmpty()) {
            throw denied("v" + plural + ".kb.io", aggregate(broken));
        }
        authorize(kind.get(), after);
    }

    private static Refused denied(String webhook, String why) {
        return new Refused(403, "admission webhook \"" + webhook + "\" denied the request: " + why);
    }

    private static String aggregate(List<String> broken) {
        return broken.size() == 1 ? broken.get(0) : "[" + String.join(", ", broken) + "]";
    }

    private static void fillIn(ChaosKind kind, Ref ref, GenericKubernetesResource chaos) {
        Map<String, Object> spec = Tree.open(chaos.getAdditionalProperties(), "spec");
        if (kind.isAboutPods()) {
            Tree.addIfAbsent(Tree.open(spec, "selector"), "namespaces", List.of(ref.namespace()));
        }
        if (kind == ChaosKind.NETWORKCHAOS) {
            Tree.addIfAbsent(spec, "direction", "to");
            if (spec.get("target") != null) {
                Tree.addIfAbsent(
                        Tree.open(Tree.open(spec, "target"), "selector"), "namespaces", List.of(ref.namespace()));
            }
        }
        if ((kind == ChaosKind.NETWORKCHAOS || kind == ChaosKind.BLOCKCHAOS) && spec.get("delay") != null) {
            Tree.addIfAbsent(Tree.open(spec, "delay"), "jitter", "0ms");
            Tree.addIfAbsent(Tree.open(spec, "delay"), "correlation", "0");
        }
        if (kind == ChaosKind.TIMECHAOS) {
            Tree.addIfAbsent(spec, "clockIds", List.of("CLOCK_REALTIME"));
        }
        if (kind == ChaosKind.IOCHAOS) {
            Tree.addIfAbsent(spec, "percent", 100);
        }
        if (kind == ChaosKind.JVMCHAOS) {
            Tree.addIfAbsent(spec, "port", 9277);
        }
    }

    private void authorize(ChaosKind kind, GenericKubernetesResource chaos) {
        if (!kind.isAboutPods()) {
            return;
        }
        Map<String, Object> spec = Tree.spec(chaos);
        Stream.concat(
                        namespaces(Tree.map(spec.get("selector"))),
                        namespaces(Tree.map(Tree.at(spec, "target", "selector"))))
                .forEach(namespace -> behaviour.forbiddenUser(namespace).ifPresent(user -> {
                    throw denied("vauth.kb.io", user + " is forbidden on namespace " + namespace);
                }));
    }

    private static Stream<String> namespaces(Map<String, Object> selector) {
        Map<String, Object> pods = Tree.map(selector.get("pods"));
        return pods.isEmpty() ? Tree.texts(selector.get("namespaces")).stream() : pods.keySet().stream();
    }
}
