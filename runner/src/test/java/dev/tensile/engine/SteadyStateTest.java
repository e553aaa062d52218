package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SteadyStateTest {
    private static final Expectation P50_RISE = Expectation.of(
            new Metric.LatencyQuantile(TestPlans.LOAD, 0.5), new Tolerance.LatencyRise(0.2), SourceRef.NONE);
    private static final Expectation P50_FIXED = Expectation.of(
            new Metric.LatencyQuantile(TestPlans.LOAD, 0.5),
            new Tolerance.LatencyBelow(Duration.ofMillis(50)),
            SourceRef.NONE);
    private static final Expectation ERRORS_RISE = Expectation.of(
            new Metric.ErrorRate(TestPlans.LOAD), new Tolerance.ShareRise(Share.ofPercent(5)), SourceRef.NONE);

    /** A second with 100 requests. */
    private static List<LiveTick> second(int failed, long millis) {
        LiveWindow live = new LiveWindow(climb(rung(resetOf("a"))));
        Samples.Builder batch = new Samples.Builder(100);
        for (int i = 0; i < 100; i++) {
            batch.add(FakeWorkload.sample(0, i < failed ? Outcome.ERROR : Outcome.OK, millis * 1_000_000));
        }
        live.accept(batch.build());
        return live.look(1);
    }

    private static String unsteady(Expectation expectation, List<LiveTick> baseline, List<LiveTick> now) {
        return new SteadyState(List.of(expectation), baseline).unsteady(now);
    }

    @Test
    void aFixedLimitIsHeldAgainstWhatIsSeen() {
        assertEquals("", unsteady(P50_FIXED, List.of(), second(0, 49)));
        String words = unsteady(P50_FIXED, List.of(), second(0, 60));
        assertTrue(words.startsWith("shopping p50 is ") && words.contains("should be at most"), words);
        assertEquals("", unsteady(TestPlans.errorRateBelow(5), List.of(), second(5, 10)));
        assertFalse(
                unsteady(TestPlans.errorRateBelow(5), List.of(), second(6, 10)).isEmpty());
    }

    @Test
    void aRiseIsHeldAgainstTheBaseline() {
        assertEquals("", unsteady(P50_RISE, second(0, 100), second(0, 119)));
        assertFalse(unsteady(P50_RISE, second(0, 100), second(0, 122)).isEmpty());
        assertEquals("", unsteady(ERRORS_RISE, second(10, 10), second(15, 10)));
        assertFalse(unsteady(ERRORS_RISE, second(10, 10), second(16, 10)).isEmpty());
    }

    @Test
    void aRiseOfLessThanTwoMillisecondsIsNone() {
        assertEquals("", unsteady(P50_RISE, second(0, 1), second(0, 2)));
        assertFalse(unsteady(P50_RISE, second(0, 1), second(0, 4)).isEmpty());
    }

    @Test
    void whatCannotBeSeenIsNotSteady() {
        List<LiveTick> silence = new LiveWindow(climb(rung(resetOf("a")))).look(1);
        for (Expectation expectation : List.of(P50_RISE, P50_FIXED, ERRORS_RISE)) {
            assertFalse(unsteady(expectation, second(0, 10), silence).isEmpty(), expectation::toString);
            assertFalse(unsteady(expectation, second(0, 10), List.of()).isEmpty(), expectation::toString);
        }
        assertFalse(unsteady(P50_RISE, List.of(), second(0, 10)).isEmpty(), "no baseline");
    }
}
