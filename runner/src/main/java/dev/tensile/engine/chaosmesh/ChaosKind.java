package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.ResourceKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of chaos resource that Chaos Mesh 2.5 to 2.8 serves and that work. */
enum ChaosKind {
    POD("PodChaos", "podChaos"),
    NETWORK("NetworkChaos", "networkChaos"),
    STRESS("StressChaos", "stressChaos"),
    HTTP("HTTPChaos", "httpChaos"),
    IO("IOChaos", "ioChaos"),
    DNS("DNSChaos", "dnsChaos"),
    TIME("TimeChaos", "timeChaos"),
    JVM("JVMChaos", "jvmChaos"),
    AWS("AWSChaos", "awsChaos"),
    GCP("GCPChaos", "gcpChaos"),
    AZURE("AzureChaos", "azureChaos"),
    BLOCK("BlockChaos", "blockChaos"),
    PHYSICAL_MACHINE("PhysicalMachineChaos", "physicalmachineChaos");

    static final String GROUP = "chaos-mesh.org";
    static final String VERSION = "v1alpha1";

    private final String kind;
    private final String field;

    ChaosKind(String kind, String field) {
        this.kind = kind;
        this.field = field;
    }

    /** As in {@code kind:}. */
    String kind() {
        return kind;
    }

    /** The key under which a Schedule or a Workflow holds its specification. */
    String field() {
        return field;
    }

    /** In lower case, as in URLs and in access reviews. */
    String plural() {
        return kind.toLowerCase(Locale.ROOT);
    }

    ResourceKind resource() {
        return new ResourceKind(GROUP, VERSION, kind, plural());
    }

    /** Whether it picks pods by itself; the others name what they hurt. */
    boolean selectsPods() {
        return this != AWS && this != GCP && this != AZURE && this != PHYSICAL_MACHINE;
    }

    static Optional<ChaosKind> of(String kind) {
        return Arrays.stream(values()).filter(one -> one.kind.equals(kind)).findFirst();
    }
}
