package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LitmusFaultTest {
    /** Set by Litmus itself, not by whoever wants a fault. */
    private static final Set<String> NOT_TUNABLE = Set.of(
            "EXPERIMENT_NAME",
            "CHAOS_NAMESPACE",
            "CHAOS_SERVICE_ACCOUNT",
            "TERMINATION_GRACE_PERIOD_SECONDS",
            "SET_HELPER_DATA",
            "TARGETS",
            "RunID",
            "APP_NAMESPACE",
            "APP_LABEL",
            "APP_KIND",
            "AUXILIARY_APPINFO",
            "CHAOS_TYPE");

    /** The faults by the folder of their source in litmus-go, where that is not their name. */
    private static final Map<String, String> FOLDERS = Map.ofEntries(
            Map.entry("pod-network-partition", "pod-network-partition"),
            Map.entry("pod-network", "network-chaos"),
            Map.entry("pod-http", "http-chaos"),
            Map.entry("pod-dns", "pod-dns-chaos"),
            Map.entry("pod-cpu-hog-exec", "pod-cpu-hog-exec"),
            Map.entry("pod-memory-hog-exec", "pod-memory-hog-exec"),
            Map.entry("pod-cpu-hog", "stress-chaos"),
            Map.entry("pod-memory-hog", "stress-chaos"),
            Map.entry("pod-io-stress", "stress-chaos"),
            Map.entry("spring-boot", "spring-boot-chaos"),
            Map.entry("kafka", "kafka"),
            Map.entry("cassandra", "cassandra/pod-delete"),
            Map.entry("pod-delete", "generic/pod-delete"),
            Map.entry("ebs-loss", "ebs-loss"),
            Map.entry("aws-ssm", "aws-ssm-chaos"),
            Map.entry("azure-instance", "azure/instance-stop"),
            Map.entry("azure-disk", "azure/disk-loss"),
            Map.entry("gcp-vm-instance", "gcp-vm-instance-stop"),
            Map.entry("gcp-vm-disk", "gcp-vm-disk-loss"));

    private static Map<String, String> inSource(LitmusFault fault) {
        String folder = FOLDERS.keySet().stream()
                .filter(fault.title()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(FOLDERS::get)
                .orElse(fault.title());
        String contract = ChaosCenterSchema.read(ChaosCenterSchema.contract("README.md"));
        Matcher line = Pattern.compile(
                        "(?m)^- `pkg/(?:[^`]*/)?" + Pattern.quote(folder) + "/environment/environment.go`: (.*)$")
                .matcher(contract);
        assertTrue(line.find(), () -> "nothing of " + folder);
        Map<String, String> found = new HashMap<>();
        Matcher variable = Pattern.compile("(?<=^|, )([A-Z][A-Za-z0-9_]+)(?:=\"([^\"]*)\")?(?:, |$|=)")
                .matcher(line.group(1));
        while (variable.find()) {
            found.put(variable.group(1), variable.group(2) == null ? "" : variable.group(2));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void everyTunableAndItsDefaultIsThatOfTheSource(LitmusFault fault) {
        Map<String, String> source = inSource(fault);
        fault.tunables().forEach((name, value) -> {
            if (name.equals("DEFAULT_HEALTH_CHECK")
                    || name.equals("SEQUENCE")
                    || name.equals("LIB_IMAGE_PULL_POLICY")) {
                return;
            }
            assertTrue(source.containsKey(name), () -> fault.title() + " has no " + name);
            assertEquals(source.get(name), value.isEmpty() ? "" : value, () -> fault.title() + " " + name);
        });
    }

    @Test
    void everyTunableOfAFolderIsInOneOfItsFaults() {
        Map<Map<String, String>, Set<String>> known = new HashMap<>();
        for (LitmusFault fault : LitmusFault.values()) {
            known.computeIfAbsent(inSource(fault), source -> new HashSet<>())
                    .addAll(fault.tunables().keySet());
        }
        known.forEach((source, names) -> assertEquals(
                Set.of(),
                source.keySet().stream()
                        .filter(name -> !names.contains(name) && !NOT_TUNABLE.contains(name))
                        .collect(Collectors.toSet())));
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultIsFoundByItsName(LitmusFault fault) {
        assertEquals(fault, LitmusFault.named(fault.title()));
    }

    @Test
    void aSlipOfThePenIsMended() {
        Refused.by(() -> LitmusFault.named("pod-network-latancy")).mendsBy("\"pod-network-latency\"");
        Map<String, String> env = Map.of(LitmusFault.DURATION, "60", "NETWORK_LATENCI", "200");
        Refused.by(() -> LitmusFault.POD_NETWORK_LATENCY.env(env))
                .says("NETWORK_LATENCI")
                .mendsBy("\"NETWORK_LATENCY\"");
    }

    @Test
    void aFaultHasATimeLimit() {
        Refused.by(() -> LitmusFault.POD_DELETE.env(Map.of())).says("TOTAL_CHAOS_DURATION");
        Refused.by(() -> LitmusFault.POD_DELETE.env(Map.of(LitmusFault.DURATION, "0")));
        Refused.by(() -> LitmusFault.POD_DELETE.env(Map.of(LitmusFault.DURATION, "1m")));
        assertEquals(
                Map.of(LitmusFault.DURATION, "60"), LitmusFault.POD_DELETE.env(Map.of(LitmusFault.DURATION, "60")));
    }

    @Test
    void whatNeedsAHelperOnTheNodeHasItsSettings() {
        List<LitmusFault> withRuntime = Arrays.stream(LitmusFault.values())
                .filter(fault -> fault.tunables().containsKey("SOCKET_PATH"))
                .toList();
        assertTrue(withRuntime.stream().allMatch(fault -> fault.place() == LitmusFault.Place.NODE));
        assertEquals(LitmusFault.Place.API_SERVER, LitmusFault.POD_DELETE.place());
    }
}
