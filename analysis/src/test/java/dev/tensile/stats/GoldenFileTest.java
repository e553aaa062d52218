package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every intermediate of the reference implementation, from its own output; skipped where that file is not at hand. */
class GoldenFileTest {
    private static final Path FILE = Path.of(System.getProperty("tensile.shared", "."), "statistics", "golden.json");

    private JsonNode golden = new ObjectMapper().createObjectNode();

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.exists(FILE), "skipped: no reference values at " + FILE.normalize());
        golden = new ObjectMapper().readTree(FILE.toFile());
    }

    @ParameterizedTest
    @CsvSource({"quantile_p50, 0.50", "quantile_p95, 0.95", "quantile_p99, 0.99"})
    void everyIntermediateOfAQuantileRatioAgrees(String key, double p) {
        ContrastInterval ratio =
                Contrast.ratioOfQuantiles(Portable.STAGE, Portable.BASELINE, p).interval(Interval.TAIL_95);
        JsonNode expected = golden.path(key);
        agrees(expected.path("baseline"), (QuantileInterval) ratio.reference());
        agrees(expected.path("stage"), (QuantileInterval) ratio.target());
        close(expected.path("ratio"), ratio.estimate());
        close(expected.path("log_ratio"), Math.log(ratio.estimate()));
        close(expected.path("ci95_ratio").path(0), ratio.lower());
        close(expected.path("ci95_ratio").path(1), ratio.upper());
    }

    private static void agrees(JsonNode expected, QuantileInterval part) {
        close(expected.path("n"), (double) part.n());
        close(expected.path("q"), part.estimate());
        close(expected.path("nu_own"), part.ownDesignEffect().nu());
        close(expected.path("lrv"), part.longRunVariance().value());
        close(expected.path("deff_own"), part.ownDesignEffect().value());
        close(expected.path("deff_used"), part.designEffect().value());
        close(expected.path("nu_used"), part.designEffect().nu());
        close(expected.path("neff"), part.effectiveN());
        close(expected.path("u_lo"), part.shareLower());
        close(expected.path("u_hi"), part.shareUpper());
        close(expected.path("q_lo"), part.lower());
        close(expected.path("q_hi"), part.upper());
    }

    @ParameterizedTest
    @CsvSource({"cap5_deff1, 1, 5", "cap5_deff2, 2, 5", "nocap_deff1, 1, 0"})
    void oneArmStopsAtTheSameSecond(String key, double designEffect, int burstSeconds) {
        JsonNode guard = golden.path("guard");
        JsonNode events = guard.path("e");
        EProcessSettings settings = new EProcessSettings(
                guard.path("alpha").asDouble(),
                events.size(),
                guard.path("restart_every").asInt(),
                designEffect,
                burstSeconds);
        OneArmEProcess process = new OneArmEProcess(guard.path("m").asDouble(), settings);
        Evidence evidence =
                process.update(guard.path("n").asLong(), events.path(0).asLong());
        for (int t = 1; t < events.size(); t++) {
            evidence = process.update(guard.path("n").asLong(), events.path(t).asLong());
        }
        assertEquals(
                guard.path("stop_second").path(key).asInt(),
                evidence.stoppedAt().orElse(-1));
    }

    @Test
    void twoArmStopsAtTheSameSecond() {
        JsonNode arms = golden.path("two_arm");
        JsonNode target = arms.path("stage_err");
        int seconds = target.size();
        TwoArmEProcess process = new TwoArmEProcess(
                arms.path("R_tol").asDouble(),
                EProcessSettings.twoArm(arms.path("alpha").asDouble(), seconds));
        int stopped = -1;
        for (int t = 0; t < seconds; t++) {
            long control = arms.path("control_err").path(t).asLong();
            stopped = process.update(100, target.path(t).asLong(), 100, control)
                    .stoppedAt()
                    .orElse(-1);
        }
        assertEquals(arms.path("stop_second").asInt(), stopped);
    }

    private static void close(JsonNode expected, double actual) {
        assertEquals(expected.asDouble(Double.NaN), actual, 1e-10 * Math.max(1, Math.abs(actual)));
    }
}
