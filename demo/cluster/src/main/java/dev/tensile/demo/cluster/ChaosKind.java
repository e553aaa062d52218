package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of Chaos Mesh that are emulated, and in what they differ. KernelChaos is broken upstream, and left out. */
enum ChaosKind {
    PODCHAOS("PodChaos", Unit.POD),
    NETWORKCHAOS("NetworkChaos", Unit.POD),
    STRESSCHAOS("StressChaos", Unit.CONTAINER),
    HTTPCHAOS("HTTPChaos", Unit.POD),
    IOCHAOS("IOChaos", Unit.CONTAINER),
    DNSCHAOS("DNSChaos", Unit.POD),
    TIMECHAOS("TimeChaos", Unit.CONTAINER),
    JVMCHAOS("JVMChaos", Unit.CONTAINER),
    AWSCHAOS("AWSChaos", Unit.CLOUD),
    GCPCHAOS("GCPChaos", Unit.CLOUD),
    AZURECHAOS("AzureChaos", Unit.CLOUD),
    PHYSICALMACHINECHAOS("PhysicalMachineChaos", Unit.MACHINE),
    BLOCKCHAOS("BlockChaos", Unit.VOLUME);

    static final String API_VERSION = "chaos-mesh.org/v1alpha1";

    /** What one record stands for, and so the form of its id. */
    enum Unit {
        POD,
        CONTAINER,
        VOLUME,
        CLOUD,
        MACHINE
    }

    private static final Set<String> ONE_SHOT =
            Set.of("pod-kill", "container-kill", "ec2-restart", "node-reset", "vm-restart");
    private static final Set<String> NOT_IN_CLOUD_IDS = Set.of("action", "duration", "remoteCluster");

    private final String kind;
    private final Unit unit;

    ChaosKind(String kind, Unit unit) {
        this.kind = kind;
        this.unit = unit;
    }

    static Optional<ChaosKind> of(ResourceType type) {
        return Arrays.stream(values()).filter(kind -> kind.type().equals(type)).findFirst();
    }

    String kind() {
        return kind;
    }

    ResourceType type() {
        return new ResourceType(API_VERSION, name().toLowerCase(Locale.ROOT));
    }

    boolean isOneShot(Map<String, Object> spec) {
        return ONE_SHOT.contains(Tree.text(spec, "action"));
    }

    /** Whether its controller hands over to another one per pod, and records that it waits. */
    boolean waits() {
        return this == NETWORKCHAOS || this == HTTPCHAOS || this == IOCHAOS;
    }

    Unit unit(Map<String, Object> spec) {
        return this == PODCHAOS && Tree.text(spec, "action").equals("container-kill") ? Unit.CONTAINER : unit;
    }

    /** The ids of what is not selected among pods. */
    List<String> otherIds(Map<String, Object> spec) {
        if (unit == Unit.MACHINE) {
            return Tree.texts(spec.get("address"));
        }
        Map<String, Object> id = new LinkedHashMap<>(spec);
        id.keySet().removeAll(NOT_IN_CLOUD_IDS);
        return List.of(Serialization.asJson(id));
    }

    /** Namespace and name of the pod that a record is about; the id itself for what is not in a pod. */
    String target(String recordId) {
        if (unit == Unit.CLOUD || unit == Unit.MACHINE) {
            return recordId;
        }
        String[] parts = recordId.split("/");
        return parts[0] + "/" + parts[1];
    }

    boolean isAboutPods() {
        return unit != Unit.CLOUD && unit != Unit.MACHINE;
    }

    /** A NetworkChaos sets its rules only on one side, although it keeps records of both. */
    boolean touches(String selectorKey, Map<String, Object> spec) {
        if (this != NETWORKCHAOS) {
            return true;
        }
        return switch (Tree.text(spec, "direction")) {
            case "from" -> selectorKey.equals(".Target");
            case "both" -> true;
            default -> selectorKey.equals(".");
        };
    }
}
