package dev.tensile.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import dev.tensile.engine.Ability;
import dev.tensile.engine.EveryDose;
import dev.tensile.engine.ScriptWord;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.KubernetesLink;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Pods;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the language can say, against the schema that Litmus ships. */
final class TranslationTest {
    private static final Intensity FULL = new Intensity.Full();
    private static final Home HOME = Home.of(Map.of());

    static Stream<Dose> everyDose() {
        return EveryDose.all();
    }

    private static JsonNode manifest(Dose dose) {
        LitmusSpec spec = Translation.of(dose);
        return EngineResource.of(spec, "litmus", "run-1", 1, 0).manifest(spec, HOME, 1, 0, Duration.ofMillis(89_500));
    }

    private static String env(Dose dose, String name) {
        for (JsonNode one : manifest(dose).at("/spec/experiments/0/spec/components/env")) {
            if (one.path("name").asText().equals(name)) {
                return one.path("value").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @MethodSource("everyDose")
    void everyManifestFitsTheSchemaOrIsRefusedWithAWayOut(Dose dose) throws IOException {
        JsonNode manifest;
        try {
            manifest = manifest(dose);
        } catch (CannotDo refused) {
            assertTrue(refused.what().contains("Litmus"), refused.what());
            assertFalse(refused.mend().isEmpty());
            return;
        }
        Set<ValidationMessage> wrong = EngineSchema.wrongIn(manifest);
        assertTrue(wrong.isEmpty(), () -> wrong + " in " + manifest);
        assertEquals("90", env(dose, "TOTAL_CHAOS_DURATION"), "the fault's own dead man's switch");
        assertEquals("false", env(dose, "DEFAULT_HEALTH_CHECK"));
        assertEquals(30, manifest.at("/spec/terminationGracePeriodSeconds").asInt(), "without it nothing is reverted");
        assertEquals("active", manifest.at("/spec/engineState").asText());
        assertEquals("delete", manifest.at("/spec/jobCleanUpPolicy").asText());
        assertEquals(
                "run-1", manifest.at("/metadata/labels").path("tensile.dev/run").asText());
        assertTrue(manifest.at("/metadata/annotations").isMissingNode());
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws IOException {
        JsonNode manifest = manifest(LitmusScene.latency(LitmusScene.ALL));
        ((ObjectNode) manifest.path("spec")).put("engineStaet", "active");
        assertFalse(EngineSchema.wrongIn(manifest).isEmpty());
    }

    @Test
    void aLatencyIsWhatTheContractSays() {
        LitmusSpec spec = Translation.of(LitmusScene.latency(LitmusScene.ALL));
        assertEquals(
                Map.of(
                        "NETWORK_LATENCY", "200",
                        "JITTER", "0",
                        "CORRELATION", "0",
                        "DESTINATION_HOSTS", "payments.shop",
                        "PODS_AFFECTED_PERC", "100",
                        "TARGET_CONTAINER", "app"),
                spec.env());
    }

    private static Dose latencyTo(String... hosts) {
        Dependency on = new Dependency(
                "payments",
                List.of(new KubernetesLink(LitmusScene.CHECKOUT, List.of(LitmusScene.PAYMENTS), List.of(hosts), 0)),
                SourceRef.NONE);
        return new Dose(new LinkFault.Blackhole(on), LitmusScene.ALL, FULL);
    }

    @Test
    void withoutHostsAllThatIsSentWouldBeHit() {
        CannotDo refused = assertThrows(CannotDo.class, () -> Translation.of(latencyTo()));
        assertTrue(refused.mend().contains("hosts(\"payments.shop\")"), refused.mend());
    }

    @Test
    void namesAndAddressesGoApartAndPortsAreLeftOutAloud() {
        LitmusSpec spec = Translation.of(latencyTo("api.example.com:443", "10.0.0.0/8", "10.1.2.3", "fd00::1"));
        assertEquals("api.example.com", spec.env().get("DESTINATION_HOSTS"));
        assertEquals("10.0.0.0/8,10.1.2.3,fd00::1", spec.env().get("DESTINATION_IPS"));
        assertTrue(spec.warnings().stream().anyMatch(warning -> warning.contains("not only to its port 443")));
        assertTrue(spec.warnings().stream().anyMatch(warning -> warning.contains("not what comes back")));
        assertEquals("100", spec.env().get("NETWORK_PACKET_LOSS_PERCENTAGE"));
    }

    @Test
    void severalLabelsWouldHurtWhateverHasOneOfThem() {
        Pods pods = new Pods("shop", Map.of("app", "checkout", "tier", "web"), "");
        Dose dose = new Dose(
                new ProgramFault.Kill(new Program("checkout", List.of(pods), SourceRef.NONE), Duration.ZERO),
                LitmusScene.ALL,
                FULL);
        assertEquals(
                "choose the pods by one label",
                assertThrows(CannotDo.class, () -> Translation.of(dose)).mend());
    }

    @Test
    void oneInstanceIsNoPercentAndOtherNumbersAreRefused() {
        assertEquals("0", env(LitmusScene.latency(BlastRadius.instances(1)), "PODS_AFFECTED_PERC"));
        assertThrows(CannotDo.class, () -> Translation.of(LitmusScene.latency(BlastRadius.instances(2))));
        assertEquals(
                1, Translation.of(LitmusScene.latency(BlastRadius.instances(1))).expected(5));
    }

    @Test
    void whatIsDoneOnceHasOneInterval() {
        assertEquals("90", env(LitmusScene.kill(), "CHAOS_INTERVAL"));
        assertEquals("true", env(LitmusScene.kill(), "FORCE"));
    }

    @Test
    void requestsCannotBeChosen() {
        HttpHarm harm = new HttpHarm.Status(503);
        Dose some = new Dose(
                new LinkFault.Http(LitmusScene.LINK, new HttpRoute("POST", "/pay"), harm), LitmusScene.ALL, FULL);
        assertThrows(CannotDo.class, () -> Translation.of(some));
        Dose all = new Dose(new LinkFault.Http(LitmusScene.LINK, HttpRoute.ANY, harm), LitmusScene.ALL, FULL);
        assertEquals("8081", env(all, "TARGET_SERVICE_PORT"));
        assertEquals("503", env(all, "STATUS_CODE"));
        assertEquals("app=payments", manifest(all).at("/spec/appinfo/applabel").asText());
        Dose teapot = new Dose(
                new LinkFault.Http(LitmusScene.LINK, HttpRoute.ANY, new HttpHarm.Status(418)), LitmusScene.ALL, FULL);
        assertTrue(assertThrows(CannotDo.class, () -> Translation.of(teapot))
                .mend()
                .contains("503"));
    }

    @Test
    void partsOfNamesAndNamesAreNotMixed() {
        assertEquals(
                Map.of("TARGET_HOSTNAMES", "[\"payments.\"]", "MATCH_SCHEME", "substring"),
                Words.hostNames(List.of("payments.*")));
        assertEquals(
                Map.of("TARGET_HOSTNAMES", "[\"a\",\"b\"]", "MATCH_SCHEME", "exact"),
                Words.hostNames(List.of("a", "b")));
        assertThrows(CannotDo.class, () -> Words.hostNames(List.of("payments.*", "b")));
        assertThrows(CannotDo.class, () -> Words.hostNames(List.of("*.shop")));
    }

    @Test
    void nativeTunablesAreCheckedAndTimesAreTheRungs() {
        assertEquals(
                "node-1", Translation.of(drain("TARGET_NODE: node-1")).env().get("TARGET_NODE"));
        assertThrows(CannotDo.class, () -> Translation.of(drain("TARGET_NOED: node-1")));
        assertThrows(CannotDo.class, () -> Translation.of(drain("TOTAL_CHAOS_DURATION: 5")));
        assertThrows(CannotDo.class, () -> Translation.of(drain("[1")));
    }

    @Test
    void whatTheRungSaysIsBarredFromNativeSettingsAndSoAreCredentials() {
        for (String ours : List.of("SEQUENCE: serial", "RAMP_TIME: 5")) {
            assertThrows(CannotDo.class, () -> Translation.of(drain(ours)), ours);
        }
        Dose named = LitmusScene.ofItsOwn("pod-io-stress", "TARGET_PODS: checkout-1");
        assertThrows(CannotDo.class, () -> Translation.of(named));
        CannotDo refused = assertThrows(
                CannotDo.class, () -> Translation.of(LitmusScene.ofItsOwn("vm-poweroff", "VCENTERPASS: hunter2")));
        assertFalse((refused.what() + refused.mend()).contains("hunter2"));
        assertTrue(refused.mend().contains("Secret"), refused.mend());
    }

    @Test
    void podsAreHurtAtOnceAlsoByFaultsThatWouldTakeThemInTurn() {
        assertEquals("parallel", env(LitmusScene.ofItsOwn("spring-boot-latency", "LATENCY: \"200\""), "SEQUENCE"));
    }

    @Test
    void whatNamesItsTargetsItselfTakesNoPartOfThem() {
        Fault drain = drain("TARGET_NODE: node-1").fault();
        assertThrows(CannotDo.class, () -> Translation.of(new Dose(drain, BlastRadius.instances(1), FULL)));
        Fault hog = LitmusScene.ofItsOwn("node-cpu-hog", "CPU_LOAD: \"50\"").fault();
        assertEquals("100", env(new Dose(hog, LitmusScene.ALL, FULL), "NODES_AFFECTED_PERC"));
        assertEquals("0", env(new Dose(hog, BlastRadius.instances(1), FULL), "NODES_AFFECTED_PERC"));
    }

    private static Dose drain(String settings) {
        return new Dose(new Fault.Native(LitmusScene.PROGRAM, "litmus", "node-drain", settings), LitmusScene.ALL, FULL);
    }

    /** Of these nothing can be done, whatever the radius; anything else can. */
    @Test
    void exactlyTheseAreRefused() {
        Set<String> able = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        EveryDose.all().forEach(dose -> {
            try {
                Translation.of(dose);
                able.add(dose.fault().kind());
            } catch (CannotDo cannot) {
                refused.add(dose.fault().kind());
            }
        });
        refused.removeAll(able);
        assertEquals(
                Set.of(
                        "AWSChaos",
                        "AzureChaos",
                        "BlockChaos",
                        "Byteman rule",
                        "DNS silence",
                        "GCPChaos",
                        "IOChaos",
                        "HTTP header change of Retry-After",
                        "HTTP truncation after 10 B",
                        "corruption",
                        "corruption both ways",
                        "corruption of what comes back",
                        "flapping (1 s down, 5 s up)",
                        "half-open connections",
                        "half-open connections both ways",
                        "half-open connections of what comes back",
                        "lost HTTP answer",
                        "malformed HTTP chunk",
                        "malformed HTTP status line",
                        "SQL error 40001",
                        "dropped transaction",
                        "exclusive lock of carts",
                        "failover",
                        "leaked connections",
                        "login failure",
                        "read-only database",
                        "slow statements like \"(?i)^select \"x\"\"",
                        "starting up",
                        "too many clients beyond 10",
                        "reset after 10 kB",
                        "reset after 10 kB both ways",
                        "reset after 10 kB of what comes back",
                        "reset after 5 s",
                        "silent flapping (1 s down, 5 s up)",
                        "slices of 10 B every 5 ms",
                        "slices of 10 B every 5 ms both ways",
                        "slices of 10 B every 5 ms of what comes back",
                        "slow close",
                        "slow close both ways",
                        "slow close of what comes back",
                        "truncation after 10 kB",
                        "truncation after 10 kB both ways",
                        "truncation after 10 kB of what comes back",
                        "KernelChaos",
                        "PhysicalMachineChaos",
                        "bandwidth limit both ways",
                        "bandwidth limit of what comes back",
                        "busy disk",
                        "busy processors",
                        "busy JVM threads",
                        "changed result of com.shop.Pay#pay",
                        "clock shift",
                        "disk errors",
                        "exception from com.shop.Pay#pay",
                        "failing SQL",
                        "full JVM heap",
                        "full JVM stack",
                        "garbage collection",
                        "full disk",
                        "latency both ways",
                        "latency of what comes back",
                        "outage",
                        "packet loss both ways",
                        "packet loss of what comes back",
                        "pause",
                        "refuse",
                        "slow DNS answers",
                        "slow SQL",
                        "slow com.shop.Pay#pay",
                        "slow disk",
                        "slow start",
                        "spare file descriptors",
                        "spare threads",
                        "unknown DNS names",
                        "wrong DNS answers"),
                refused);
    }

    @Test
    void whatItSaysItCanDoIsWhatItDoes() {
        Set<String> done = new TreeSet<>();
        EveryDose.all().forEach(dose -> {
            try {
                Translation.of(dose);
                done.add(ScriptWord.of(dose.fault()));
            } catch (CannotDo cannot) {
                assertNotNull(cannot.getMessage());
            }
        });
        assertEquals(done, Abilities.ALL.stream().map(Ability::fault).collect(Collectors.toCollection(TreeSet::new)));
    }
}
