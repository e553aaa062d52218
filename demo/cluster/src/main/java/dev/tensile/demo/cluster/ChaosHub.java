package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** What somebody installs before Litmus can hurt anything: the definitions of experiments, and the account that they act as. */
final class ChaosHub {
    static final String NAMESPACE = "litmus";
    static final String ACCOUNT = "litmus-admin";

    /** Those of the hub's folder {@code kubernetes} that hurt pods, without those that the emulation of a node would need. */
    static final List<String> POD_EXPERIMENTS = List.of(
            "pod-delete",
            "container-kill",
            "pod-network-latency",
            "pod-network-loss",
            "pod-network-corruption",
            "pod-network-duplication",
            "pod-network-partition",
            "pod-network-rate-limit",
            "pod-cpu-hog",
            "pod-memory-hog",
            "pod-io-stress",
            "pod-http-latency",
            "pod-http-status-code",
            "pod-http-modify-header",
            "pod-http-modify-body",
            "pod-http-reset-peer",
            "pod-dns-error",
            "pod-dns-spoof",
            "disk-fill");

    private static final ResourceDefinitionContext EXPERIMENT = new ResourceDefinitionContext.Builder()
            .withGroup("litmuschaos.io")
            .withVersion("v1alpha1")
            .withKind("ChaosExperiment")
            .withPlural(Litmus.EXPERIMENT.plural())
            .withNamespaced(true)
            .build();

    private ChaosHub() {}

    static void install(KubernetesClient client, List<String> experiments) {
        client.serviceAccounts()
                .inNamespace(NAMESPACE)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .endMetadata()
                        .build())
                .create();
        experiments.forEach(experiment -> client.genericKubernetesResources(EXPERIMENT)
                .inNamespace(NAMESPACE)
                .resource(definition(experiment))
                .create());
    }

    static void uninstall(KubernetesClient client, String experiment) {
        client.genericKubernetesResources(EXPERIMENT)
                .inNamespace(NAMESPACE)
                .withName(experiment)
                .delete();
    }

    private static GenericKubernetesResource definition(String name) {
        return Serialization.unmarshal("""
                apiVersion: litmuschaos.io/v1alpha1
                kind: ChaosExperiment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  definition:
                    scope: Namespaced
                    image: litmuschaos.docker.scarf.sh/litmuschaos/go-runner:latest
                    command: [/bin/bash]
                    args: [-c, ./experiments -name %1$s]
                    env:
                    - {name: TOTAL_CHAOS_DURATION, value: "60"}
                """.formatted(name, NAMESPACE), GenericKubernetesResource.class);
    }
}
