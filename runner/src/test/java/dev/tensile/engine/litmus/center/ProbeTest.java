package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ProbeTest {
    static Stream<Probe> all() {
        return Probes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachKindIsTakenByTheSchema(Probe probe) throws InterruptedException {
        try (FakeChaosCenter fake = new FakeChaosCenter();
                ChaosCenter center = fake.logIn()) {
            center.addProbe(probe);
            assertTrue(fake.books.probes.containsKey(probe.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachKindIsGoodInline(Probe probe) {
        FaultStep step = Drafts.latency("a").withProbes(List.of(new StepProbe.Inline(probe, ProbeMode.CONTINUOUS)));
        assertEquals(List.of(), ManifestLinter.lint(Drafts.draft(Drafts.manifest(step))));
    }

    @Test
    void durationsAreWrittenAsGoReadsThem() {
        JsonNode inline = ProbeForms.inline(Probes.P99, ProbeMode.CONTINUOUS);
        assertEquals("5s", inline.at("/runProperties/probeTimeout").asText());
        assertEquals("1500ms", inline.at("/runProperties/interval").asText());
    }

    @Test
    void aProbeMayStopItsFault() {
        JsonNode inline = ProbeForms.inline(Probes.P99, ProbeMode.CONTINUOUS);
        assertTrue(inline.at("/runProperties/stopOnFailure").asBoolean());
        assertTrue(ProbeForms.request(Probes.P99)
                .at("/promProperties/stopOnFailure")
                .asBoolean());
    }

    @Test
    void anHttpProbeWithABodyPosts() {
        Probe post = new Probe.Http("p", Probes.TIMING, "http://x", "==", "201", "application/json", "{}");
        JsonNode method = ProbeForms.inline(post, ProbeMode.CONTINUOUS)
                .path("httpProbe/inputs")
                .path("method");
        assertEquals("{}", method.at("/post/body").asText());
        assertTrue(method.path("get").isMissingNode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"up{app=\"orders\"}", "up$(id)", "up`id`", "up\\"})
    void aQueryThatAShellWouldReadOtherwiseIsRefused(String query) {
        ProbeComparator comparator = new ProbeComparator("float", "<=", "1");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new Probe.Prometheus("p", Probes.TIMING, "http://x", query, comparator));
        assertTrue(String.valueOf(refused.getMessage()).contains(query));
    }

    @Test
    void aComparisonMustBeOneThatLitmusKnows() {
        assertThrows(IllegalArgumentException.class, () -> new ProbeComparator("float", "contains", "1"));
        assertThrows(IllegalArgumentException.class, () -> new ProbeComparator("double", "<=", "1"));
    }
}
