package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.climb;
import static dev.tensile.engine.TestPlans.rung;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Cohorts;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Plan;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Step;
import dev.tensile.load.CohortRule;
import dev.tensile.run.Cohort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which side of the blast radius the load is told that a request lies. */
final class CohortsInForceTest {
    @TempDir
    private Path runs;

    private boolean ignoring;

    private Map<Cohort, Long> cohortsWith(BlastRadius radius, boolean revert) {
        Dependency on = TestPlans.dependency("a", new HostPort("127.0.0.1", 8), new HostPort("127.0.0.1", 9));
        Plan plan = climb(rung(TestPlans.reset(on, radius)));
        try (RunUnderTest run = new RunUnderTest(runs, plan)) {
            if (ignoring) {
                run.engine.ignoreTraces();
            }
            Journal journal = new Journal(run.writer, run.stop);
            FaultLedger ledger = new FaultLedger(plan, run.engine, journal, run.time);
            CohortRule rule = ledger.cohorts();
            assertEquals(Cohort.NONE, rule.of(1, 1), "before anything is in force");
            ledger.inject(new Step.Inject(1, 0, Duration.ofSeconds(20), "")).join();
            ledger.injected();
            assertFalse(ledger.isEmpty());
            if (revert) {
                ledger.revertAll("its hold is over");
                assertTrue(ledger.isEmpty());
            }
            return LongStream.range(0, 1000)
                    .mapToObj(low -> rule.of(7, low))
                    .collect(Collectors.groupingBy(cohort -> cohort, Collectors.counting()));
        }
    }

    @Test
    void aShareOfRequestsSplitsThemAsTheLinkDoes() {
        Map<Cohort, Long> seen = cohortsWith(TestPlans.percentOf(Scope.REQUESTS, 30), false);
        long inside = LongStream.range(0, 1000)
                .filter(low -> Cohorts.position(7, low, 1) < 0.3)
                .count();
        assertEquals(Map.of(Cohort.TARGET, inside, Cohort.CONTROL, 1000 - inside), seen);
    }

    @Test
    void aShareOfConnectionsCannotBeToldFromARequest() {
        assertEquals(Map.of(Cohort.NONE, 1000L), cohortsWith(TestPlans.percentOf(Scope.CONNECTIONS, 30), false));
    }

    @Test
    void anEngineThatDoesNotFollowTracesTellsNothingOfARequest() {
        ignoring = true;
        assertEquals(Map.of(Cohort.NONE, 1000L), cohortsWith(TestPlans.percentOf(Scope.REQUESTS, 30), false));
    }

    @Test
    void afterRevertingThereAreNoSides() {
        assertEquals(Map.of(Cohort.NONE, 1000L), cohortsWith(TestPlans.percentOf(Scope.REQUESTS, 30), true));
    }
}
