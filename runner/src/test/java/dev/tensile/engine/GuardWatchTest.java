package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.resetOf;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.SourceRef;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one second after another makes of the guardrails; the statistics have their own tests. */
final class GuardWatchTest {
    private static final Expectation ANY = TestPlans.errorRateBelow(99);

    private static GuardWatch watch(Guardrail guardrail, double designEffect) {
        Plan plan = climb(guardrail, List.of(ANY), rung(resetOf("a")));
        return new GuardWatch(plan.experiment(), Duration.ofSeconds(30), List.of(designEffect));
    }

    private static List<LiveTick> second(Guardrail guardrail, int total, int failed) {
        LiveWindow live = new LiveWindow(climb(guardrail, List.of(ANY), rung(resetOf("a"))));
        Samples.Builder batch = new Samples.Builder(total);
        for (int i = 0; i < total; i++) {
            batch.add(FakeWorkload.sample(0, i < failed ? Outcome.ERROR : Outcome.OK, 10_000_000));
        }
        live.accept(batch.build());
        return live.look(1);
    }

    /** The second in which it trips, 0 if never. */
    private static int trips(Guardrail guardrail, double designEffect, int failed) {
        GuardWatch watch = watch(guardrail, designEffect);
        for (int second = 1; second <= 30; second++) {
            if (watch.second(second(guardrail, 100, failed)).isPresent()) {
                return second;
            }
        }
        return 0;
    }

    @Test
    void theFurtherBeyondTheLimitTheSoonerItTrips() {
        int far = trips(TestPlans.errorsBelow(5), 1, 40);
        int near = trips(TestPlans.errorsBelow(5), 1, 10);
        assertTrue(far > 0 && far <= 5, "second " + far);
        assertTrue(near > far, "second " + near);
    }

    @Test
    void atTheLimitItDoesNotTrip() {
        assertEquals(0, trips(TestPlans.errorsBelow(5), 1, 5));
    }

    @Test
    void requestsThatComeInClustersCountForLess() {
        assertTrue(trips(TestPlans.errorsBelow(5), 8, 12) > trips(TestPlans.errorsBelow(5), 1, 12));
    }

    @Test
    void aTripSaysWhichGuardrailWhenAndHowMuch() {
        Guardrail guardrail = TestPlans.errorsBelow(20);
        GuardWatch watch = watch(guardrail, 1);
        Optional<GuardWatch.Trip> tripped = Optional.empty();
        int seconds = 0;
        while (tripped.isEmpty() && seconds < 30) {
            tripped = watch.second(second(guardrail, 100, 45));
            seconds++;
        }
        GuardWatch.Trip trip = tripped.orElseThrow();
        assertEquals(0, trip.guardrail());
        assertTrue(trip.evidence() >= 100, "at alpha 1 %: " + trip.evidence());
        assertTrue(trip.atLeast() > 0.2 && trip.atLeast() < 0.45, "" + trip.atLeast());
        String words = "the guardrail \"shopping error rate must stay below 20 %\" tripped " + seconds + " s into";
        assertTrue(trip.detail().startsWith(words), trip.detail());
    }

    @Test
    void theDistanceGrowsWithTheEvidence() {
        Guardrail guardrail = TestPlans.errorsBelow(5);
        GuardWatch watch = watch(guardrail, 1);
        GuardWatch.Distance before = watch.distances().get(0);
        assertEquals(0, before.evidence());
        assertEquals(Double.NaN, before.share());
        watch.second(second(guardrail, 100, 9));
        GuardWatch.Distance after = watch.distances().get(0);
        assertEquals(0.09, after.share());
        assertEquals(0.05, after.limit());
        assertTrue(after.evidence() > 0 && after.evidence() < 1, "" + after.evidence());
    }

    @Test
    void aLatencyGuardrailToleratesTheTailBeyondItsQuantile() {
        Guardrail slow = new Guardrail(
                new Metric.LatencyQuantile(TestPlans.LOAD, 0.9),
                new Tolerance.LatencyBelow(Duration.ofMillis(5)),
                SourceRef.NONE);
        assertEquals(0.1, GuardWatch.limit(slow), 1e-12);
        assertTrue(trips(slow, 1, 0) > 0, "all take 10 ms");
    }

    @Test
    void collapseNeedsThreeSecondsAndTwentyRequests() {
        Guardrail degraded = TestPlans.degradedBelow(50);
        assertEquals(3, trips(degraded, 1, 50));
        assertEquals(0, trips(degraded, 1, 49));
        GuardWatch few = watch(degraded, 1);
        for (int second = 0; second < 3; second++) {
            assertTrue(few.second(second(degraded, 6, 6)).isEmpty());
        }
        assertEquals(-1, few.second(second(degraded, 8, 8)).orElseThrow().guardrail());
    }

    @Test
    void aGuardrailAboveHalfSaysHowMuchMayFail() {
        assertEquals(0, trips(TestPlans.errorsBelow(100), 1, 100));
        GuardWatch most = watch(TestPlans.errorsBelow(90), 1);
        assertTrue(most.second(second(TestPlans.errorsBelow(90), 1000, 910)).isEmpty());
        Optional<GuardWatch.Trip> trip = Optional.empty();
        for (int second = 0; second < 10 && trip.isEmpty(); second++) {
            trip = most.second(second(TestPlans.errorsBelow(90), 1000, 910));
        }
        assertEquals(
                "hard stop 3 s into the rung: more than 90 % of the requests of shopping failed for 3 seconds.",
                trip.orElseThrow().detail());
    }

    @Test
    void blindnessIsFiveSecondsInARow() {
        Guardrail guardrail = TestPlans.errorsBelow(20);
        GuardWatch watch = watch(guardrail, 1);
        for (int second = 0; second < 4; second++) {
            assertTrue(watch.second(second(guardrail, 0, 0)).isEmpty());
        }
        assertTrue(watch.second(second(guardrail, 1, 0)).isEmpty());
        for (int second = 0; second < 4; second++) {
            assertTrue(watch.second(second(guardrail, 0, 0)).isEmpty());
        }
        GuardWatch.Trip trip = watch.second(second(guardrail, 0, 0)).orElseThrow();
        assertEquals(-1, trip.guardrail());
        assertEquals("hard stop 10 s into the rung: no request of shopping ended for 5 seconds.", trip.detail());
    }
}
