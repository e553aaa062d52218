package dev.tensile.engine.litmus.center;

import dev.tensile.engine.EngineException;
import dev.tensile.experiment.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults of LitmusChaos 3.31, their tunables and the defaults in their code (litmus-go). A ChaosExperiment that is installed
 * in a cluster may have defaults of its own, which come before these: set what matters.
 */
public enum LitmusFault {
    POD_DELETE(Place.API_SERVER, Tunables.POD_DELETE),
    CONTAINER_KILL(Place.NODE, Tunables.CONTAINER_KILL),
    POD_NETWORK_LATENCY(Place.NODE, Tunables.NETWORK + "NETWORK_LATENCY=2000 JITTER=0"),
    POD_NETWORK_LOSS(Place.NODE, Tunables.NETWORK + "NETWORK_PACKET_LOSS_PERCENTAGE=100"),
    POD_NETWORK_CORRUPTION(Place.NODE, Tunables.NETWORK + "NETWORK_PACKET_CORRUPTION_PERCENTAGE=100"),
    POD_NETWORK_DUPLICATION(Place.NODE, Tunables.NETWORK + "NETWORK_PACKET_DUPLICATION_PERCENTAGE=100"),
    POD_NETWORK_RATE_LIMIT(
            Place.NODE, Tunables.NETWORK + "NETWORK_BANDWIDTH=1mbit BURST=32kb LIMIT=2mb MIN_BURST PEAK_RATE"),
    POD_NETWORK_PARTITION(Place.API_SERVER, Tunables.PARTITION),
    POD_CPU_HOG(Place.NODE, Tunables.STRESS + "CPU_CORES=0 CPU_LOAD=100"),
    POD_MEMORY_HOG(Place.NODE, Tunables.STRESS + "MEMORY_CONSUMPTION=500 NUMBER_OF_WORKERS=4"),
    POD_IO_STRESS(Place.NODE, Tunables.STRESS + Tunables.IO_STRESS),
    POD_CPU_HOG_EXEC(Place.API_SERVER, Tunables.CPU_EXEC),
    POD_MEMORY_HOG_EXEC(Place.API_SERVER, Tunables.MEMORY_EXEC),
    POD_HTTP_LATENCY(Place.NODE, Tunables.HTTP + "LATENCY=6000"),
    POD_HTTP_STATUS_CODE(
            Place.NODE, Tunables.HTTP + "STATUS_CODE MODIFY_RESPONSE_BODY=true RESPONSE_BODY " + Tunables.CONTENT),
    POD_HTTP_MODIFY_HEADER(Place.NODE, Tunables.HTTP + "HEADERS_MAP={} HEADER_MODE=response"),
    POD_HTTP_MODIFY_BODY(Place.NODE, Tunables.HTTP + "RESPONSE_BODY " + Tunables.CONTENT),
    POD_HTTP_RESET_PEER(Place.NODE, Tunables.HTTP + "RESET_TIMEOUT=0"),
    POD_DNS_ERROR(Place.NODE, Tunables.DNS + "TARGET_HOSTNAMES MATCH_SCHEME=exact"),
    POD_DNS_SPOOF(Place.NODE, Tunables.DNS + "SPOOF_MAP"),
    DISK_FILL(Place.NODE, Tunables.DISK_FILL),
    POD_AUTOSCALER(Place.API_SERVER, Tunables.AUTOSCALER),
    POD_FIO_STRESS(Place.API_SERVER, Tunables.FIO),
    NODE_CPU_HOG(Place.NODE, "TOTAL_CHAOS_DURATION=30 NODE_CPU_CORE=0 CPU_LOAD=100 " + Tunables.NODES),
    NODE_MEMORY_HOG(
            Place.NODE,
            "TOTAL_CHAOS_DURATION=60 MEMORY_CONSUMPTION_PERCENTAGE MEMORY_CONSUMPTION_MEBIBYTES NUMBER_OF_WORKERS=1 "
                    + Tunables.NODES),
    NODE_IO_STRESS(
            Place.NODE,
            "TOTAL_CHAOS_DURATION=120 FILESYSTEM_UTILIZATION_PERCENTAGE FILESYSTEM_UTILIZATION_BYTES CPU=1"
                    + " NUMBER_OF_WORKERS=4 VM_WORKERS=1 " + Tunables.NODES),
    NODE_DRAIN(Place.API_SERVER, Tunables.ONE_NODE + "TOTAL_CHAOS_DURATION=60"),
    NODE_TAINT(Place.API_SERVER, Tunables.ONE_NODE + "TOTAL_CHAOS_DURATION=60 TAINTS"),
    NODE_RESTART(Place.NODE, Tunables.NODE_RESTART),
    KUBELET_SERVICE_KILL(Place.NODE, Tunables.SERVICE_KILL),
    DOCKER_SERVICE_KILL(Place.NODE, Tunables.SERVICE_KILL),
    SPRING_BOOT_APP_KILL(Place.API_SERVER, Tunables.SPRING),
    SPRING_BOOT_CPU_STRESS(Place.API_SERVER, Tunables.SPRING + "CPU_LOAD_FRACTION=0.9"),
    SPRING_BOOT_MEMORY_STRESS(Place.API_SERVER, Tunables.SPRING + "MEMORY_FILL_FRACTION=0.7"),
    SPRING_BOOT_LATENCY(Place.API_SERVER, Tunables.SPRING + "LATENCY=2000"),
    SPRING_BOOT_EXCEPTIONS(Place.API_SERVER, Tunables.SPRING + "CM_EXCEPTIONS_TYPE CM_EXCEPTIONS_ARGUMENTS"),
    SPRING_BOOT_FAULTS(Place.API_SERVER, Tunables.SPRING + Tunables.SPRING_ALL),
    K6_LOADGEN(Place.API_SERVER, Tunables.K6),
    KAFKA_BROKER_POD_FAILURE(Place.API_SERVER, Tunables.KAFKA),
    CASSANDRA_POD_DELETE(Place.API_SERVER, Tunables.CASSANDRA),
    EC2_TERMINATE_BY_ID(Place.CLOUD, Tunables.CLOUD + "EC2_INSTANCE_ID REGION MANAGED_NODEGROUP=disable"),
    EC2_TERMINATE_BY_TAG(
            Place.CLOUD, Tunables.CLOUD + "EC2_INSTANCE_TAG REGION MANAGED_NODEGROUP=disable INSTANCE_AFFECTED_PERC=0"),
    EBS_LOSS_BY_ID(Place.CLOUD, Tunables.CLOUD + "EBS_VOLUME_ID REGION"),
    EBS_LOSS_BY_TAG(Place.CLOUD, Tunables.CLOUD + "EBS_VOLUME_TAG REGION VOLUME_AFFECTED_PERC=0"),
    RDS_INSTANCE_STOP(Place.CLOUD, Tunables.RDS),
    AWS_SSM_CHAOS_BY_ID(Place.CLOUD, Tunables.SSM + "EC2_INSTANCE_ID"),
    AWS_SSM_CHAOS_BY_TAG(Place.CLOUD, Tunables.SSM + "EC2_INSTANCE_TAG INSTANCE_AFFECTED_PERC=0"),
    AZURE_INSTANCE_STOP(Place.CLOUD, Tunables.CLOUD + "AZURE_INSTANCE_NAMES RESOURCE_GROUP SCALE_SET=disable"),
    AZURE_DISK_LOSS(Place.CLOUD, Tunables.CLOUD + "VIRTUAL_DISK_NAMES RESOURCE_GROUP SCALE_SET=disable"),
    GCP_VM_INSTANCE_STOP(
            Place.CLOUD,
            Tunables.CLOUD + "VM_INSTANCE_NAMES TARGET_CONTAINER GCP_PROJECT_ID ZONES MANAGED_INSTANCE_GROUP=disable"),
    GCP_VM_INSTANCE_STOP_BY_LABEL(
            Place.CLOUD,
            Tunables.CLOUD
                    + "INSTANCE_LABEL INSTANCE_AFFECTED_PERC=0 TARGET_CONTAINER GCP_PROJECT_ID ZONES MANAGED_INSTANCE_GROUP=disable"),
    GCP_VM_DISK_LOSS(Place.CLOUD, Tunables.CLOUD + "DISK_VOLUME_NAMES TARGET_CONTAINER GCP_PROJECT_ID ZONES"),
    GCP_VM_DISK_LOSS_BY_LABEL(
            Place.CLOUD,
            Tunables.CLOUD + "DISK_VOLUME_LABEL DISK_AFFECTED_PERC=0 TARGET_CONTAINER GCP_PROJECT_ID ZONES"),
    VM_POWEROFF(Place.CLOUD, Tunables.VMWARE),
    REDFISH_NODE_RESTART(Place.CLOUD, "TOTAL_CHAOS_DURATION=30 TARGET_CONTAINER IPMI_IP USER PASSWORD");

    /** Through what a fault acts. */
    public enum Place {
        /** The Kubernetes API alone: it deletes, patches or executes in pods. */
        API_SERVER,
        /** Privileged helper pods on the nodes of its targets, which revert when they end in peace. */
        NODE,
        /** The API of a cloud, or of a machine. */
        CLOUD
    }

    /** Without it a fault takes the installed default, and nobody here knows when it ends. */
    static final String DURATION = "TOTAL_CHAOS_DURATION";

    private final Place place;
    private final String tunables;

    LitmusFault(Place place, String tunables) {
        this.place = place;
        this.tunables = tunables;
    }

    /** As the ChaosExperiment is called. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Place place() {
        return place;
    }

    /** The names of what can be tuned, with the defaults in the fault's code; empty if there is none. */
    public Map<String, String> tunables() {
        Map<String, String> all = new TreeMap<>();
        for (String word : (Tunables.COMMON + tunables).strip().split("\\s+")) {
            int equals = word.indexOf('=');
            all.put(
                    equals < 0 ? word : word.substring(0, equals),
                    equals < 0 ? "" : word.substring(equals + 1).replace('+', ' '));
        }
        return all;
    }

    /**
     * The environment of the fault: what is wanted, checked, by name.
     *
     * @throws EngineException for a name that the fault does not know, and if the duration is missing
     */
    public Map<String, String> env(Map<String, String> wanted) {
        Map<String, String> known = tunables();
        wanted.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused("has no tunable \"" + name + "\"", Nearest.hint(name, known.keySet()));
                });
        if (!wanted.getOrDefault(DURATION, "").matches("[1-9][0-9]{0,5}")) {
            throw refused(
                    "needs " + DURATION + " in whole seconds, was \"" + wanted.getOrDefault(DURATION, "") + "\"",
                    "set it, such as to \"60\": a fault has a time limit");
        }
        return new TreeMap<>(wanted);
    }

    private EngineException refused(String why, String mend) {
        return new EngineException(
                EngineException.Category.ENVIRONMENT, "the Litmus fault " + title() + " " + why, mend, null);
    }

    /** @throws EngineException if there is none of that name */
    public static LitmusFault named(String title) {
        List<String> titles = Arrays.stream(values()).map(LitmusFault::title).toList();
        return Arrays.stream(values())
                .filter(fault -> fault.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        EngineException.Category.ENVIRONMENT,
                        "there is no Litmus fault \"" + title + "\"",
                        Nearest.hint(title, titles),
                        null));
    }
}
