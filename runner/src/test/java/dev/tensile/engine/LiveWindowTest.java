package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveWindowTest {
    private static final Guardrail SLOW = new Guardrail(
            new Metric.LatencyQuantile(TestPlans.LOAD, 0.9),
            new Tolerance.LatencyBelow(Duration.ofMillis(500)),
            SourceRef.NONE);

    private final LiveWindow live = window(TestPlans.errorsBelow(20));

    private static LiveWindow window(Guardrail guardrail) {
        return new LiveWindow(climb(guardrail, List.of(TestPlans.errorRateBelow(5)), rung(resetOf("a"))));
    }

    private static void accept(LiveWindow live, Outcome outcome, long... millis) {
        Samples.Builder batch = new Samples.Builder(millis.length);
        for (long latency : millis) {
            batch.add(FakeWorkload.sample(1_000_000_000L, outcome, latency * 1_000_000));
        }
        live.accept(batch.build());
    }

    @Test
    void aLookCountsWhatEndedSinceTheLastOne() {
        accept(live, Outcome.OK, 10, 10);
        accept(live, Outcome.DEGRADED, 10);
        accept(live, Outcome.TIMEOUT, 1000);
        LiveTick tick = live.look(1).get(0);
        assertEquals(List.of(4L, 1L, 1L), List.of(tick.total(), tick.failed(), tick.degraded()));
        assertEquals(0.25, tick.errorRate());
        assertEquals(0.25, tick.degradedRate());
        assertEquals(0, live.look(1).get(0).total());
    }

    @Test
    void aSecondWithoutRequestsHasNoRates() {
        LiveTick tick = live.look(1).get(0);
        assertEquals(Double.NaN, tick.errorRate());
        assertEquals(Double.NaN, tick.degradedRate());
        assertEquals(Double.NaN, tick.quantile(0.5));
    }

    @Test
    void aFailedRequestIsInfinitelySlow() {
        accept(live, Outcome.OK, 10, 20, 30);
        accept(live, Outcome.ERROR, 1);
        LiveTick tick = live.look(1).get(0);
        assertEquals(0.010, tick.quantile(0.25), 1e-4);
        assertEquals(0.030, tick.quantile(0.75), 1e-4);
        assertEquals(Double.POSITIVE_INFINITY, tick.quantile(0.76));
    }

    @Test
    void eachGuardrailCountsItsOwn() {
        LiveWindow slow = window(SLOW);
        LiveWindow degraded = window(TestPlans.degradedBelow(5));
        for (LiveWindow one : List.of(live, slow, degraded)) {
            accept(one, Outcome.OK, 10, 500, 501);
            accept(one, Outcome.DEGRADED, 10, 501);
            accept(one, Outcome.ERROR, 10);
        }
        assertEquals(1, live.look(1).get(0).exceeded()[0], "failed");
        assertEquals(3, slow.look(1).get(0).exceeded()[0], "slower than the limit, or failed");
        assertEquals(2, degraded.look(1).get(0).exceeded()[0], "degraded");
    }

    @Test
    void theLastLooksAreAddedUp() {
        for (int second = 1; second <= 4; second++) {
            accept(live, Outcome.OK, new long[second]);
            live.look(1);
        }
        LiveTick last = live.last(2).get(0);
        assertEquals(7, last.total());
        assertEquals(2, last.seconds());
        assertEquals(10, live.last(60).get(0).total());
    }

    @Test
    void onlyTheLastMinuteIsRemembered() {
        for (int second = 0; second < 100; second++) {
            accept(live, Outcome.OK, 10);
            live.look(1);
        }
        assertEquals(60, live.last(1000).get(0).total());
    }

    @Test
    void beforeTheFirstLookThereIsNothing() {
        assertEquals(List.of(), live.last(5));
    }
}
