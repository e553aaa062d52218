package dev.tensile.engine.chaosmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ValidationMessage;
import dev.tensile.engine.Ability;
import dev.tensile.engine.EveryDose;
import dev.tensile.engine.ScriptWord;
import dev.tensile.engine.kubernetes.CannotDo;
import dev.tensile.experiment.Dose;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the language can say, against the schemas that Chaos Mesh ships. */
final class TranslationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static java.util.stream.Stream<Dose> everyDose() {
        return EveryDose.all();
    }

    @ParameterizedTest
    @MethodSource("everyDose")
    void everyManifestFitsTheSchemaOrIsRefusedWithAWayOut(Dose dose) throws IOException {
        ChaosSpec spec;
        try {
            spec = Translation.of(dose);
        } catch (CannotDo refused) {
            assertTrue(refused.what().matches("(?s).*(Chaos|litmus).*"), refused.what());
            assertTrue(!refused.mend().isEmpty());
            return;
        }
        JsonNode manifest = ChaosResource.of(spec, "run-1", 1, 0).manifest(spec, 1, 0, Duration.ofSeconds(90));
        Set<ValidationMessage> wrong = CrdSchemas.of(spec.kind().plural()).validate(manifest);
        assertTrue(wrong.isEmpty(), () -> wrong + " in " + manifest);
        assertEquals("90s", manifest.at("/spec/duration").asText(), "the server's own dead man's switch");
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws IOException {
        ChaosSpec spec = Translation.of(ChaosMeshScene.latency(ChaosMeshScene.ALL));
        JsonNode manifest = ChaosResource.of(spec, "run-1", 1, 0).manifest(spec, 1, 0, Duration.ofSeconds(90));
        ((com.fasterxml.jackson.databind.node.ObjectNode) manifest.at("/spec/delay")).put("latncy", "1s");
        assertTrue(!CrdSchemas.of("networkchaos").validate(manifest).isEmpty());
    }

    @Test
    void aLatencyIsWhatTheContractSays() throws IOException {
        ChaosSpec spec = Translation.of(ChaosMeshScene.latency(ChaosMeshScene.ALL));
        JsonNode expected = JSON.readTree("""
                {"action": "delay", "mode": "all",
                 "selector": {"namespaces": ["shop"], "labelSelectors": {"app": "checkout"}, "podPhaseSelectors": ["Running"]},
                 "direction": "to",
                 "target": {"mode": "all", "selector":
                   {"namespaces": ["shop"], "labelSelectors": {"app": "payments"}, "podPhaseSelectors": ["Running"]}},
                 "delay": {"latency": "200ms", "jitter": "0ms", "correlation": "0"}}
                """);
        assertEquals(expected, JSON.valueToTree(spec.spec()));
    }

    @Test
    void durationsHaveOneNumberAndOneUnit() {
        assertEquals("90s", Words.goDuration(Duration.ofSeconds(90)));
        assertEquals("1500ms", Words.goDuration(Duration.ofMillis(1500)));
        assertEquals("0ms", Words.goDuration(Duration.ZERO));
        assertEquals("250us", Words.goDuration(Duration.ofNanos(250_000)));
        assertEquals("-7200s", Words.goDuration(Duration.ofHours(-2)));
    }

    @Test
    void whatChaosMeshWouldDoOtherwiseIsRefused() {
        assertThrows(CannotDo.class, () -> Words.wholePercent("a radius", dev.tensile.experiment.Share.ofPercent(0.5)));
        assertThrows(
                CannotDo.class, () -> Words.wholePercent("a radius", dev.tensile.experiment.Share.ofPercent(12.5)));
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
                        "node-drain",
                        "refuse",
                        "reset",
                        "DNS silence",
                        "busy disk",
                        "busy processors",
                        "full disk",
                        "pause",
                        "slow DNS answers",
                        "slow start",
                        "spare file descriptors",
                        "spare threads",
                        "unknown DNS names"),
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
