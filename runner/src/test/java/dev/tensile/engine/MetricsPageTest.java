package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static List<MetricsPage.Line> lines(String page) {
        return MetricsPage.lines(page, Set.of("up", "state"));
    }

    @Test
    void readsWhatIsWanted() {
        assertEquals(
                List.of(
                        new MetricsPage.Line("state", Map.of("name", "payments", "state", "open"), 1),
                        new MetricsPage.Line("up", Map.of(), 0),
                        new MetricsPage.Line("up", Map.of("a", "b"), 12.5)),
                lines("""
                        # HELP state The states
                        # TYPE state gauge
                        state{name="payments",state="open"} 1.0
                        state_total{name="payments"} 7
                        upper 3
                        up 0
                        up{a="b",} 1.25E1 1700000000000
                        """));
    }

    @Test
    void readsWhatIsEscaped() {
        assertEquals(
                Map.of("a", "one, \"two\" \\ {three}"),
                lines("up{a=\"one, \\\"two\\\" \\\\ {three}\"} 1").get(0).labels());
    }

    @Test
    void passesOverWhatIsNoSample() {
        assertEquals(
                List.of(),
                lines("up\nup{\nup{a} 1\nup{a=\"b} 1\nup{a=\"b\"c} 1\nup{a=\"b\"} one\nup 1 2 3\nstate{}\n{} 1\n"));
    }
}
