package dev.tensile.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final Program ORDERS = new Program(
            "orders",
            List.of(new LocalProgram(new LocalProgram.Machine(), "", List.of(), "", Duration.ofSeconds(1))),
            SourceRef.NONE);

    private static Dose dose(ProgramFault fault) {
        return new Dose(fault, new BlastRadius(Scope.INSTANCES, Share.ALL), new Intensity.Full());
    }

    private static List<Duration> limits(Dose... doses) {
        Rung rung = new Rung(List.of(doses), Duration.ofSeconds(12), SourceRef.NONE);
        Experiment experiment = new Experiment(
                "test",
                "",
                "",
                List.of(),
                new Environment.AlreadyRunning(),
                List.of(ORDERS),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                new Ladder(List.of(rung), Duration.ofSeconds(1)),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                SourceRef.NONE);
        return Plan.of(experiment, "test", "", "", 1).steps().stream()
                .filter(Step.Inject.class::isInstance)
                .map(step -> ((Step.Inject) step).timeLimit())
                .toList();
    }

    /** The hold and 10 s; and for each dose after it 30 s to be shown, and the grace that its processes have. */
    @Test
    void aDoseOutlivesTheWayOfThoseAfterItIntoForce() {
        Dose pause = dose(new ProgramFault.Pause(ORDERS));
        Dose terminate = dose(new ProgramFault.Kill(ORDERS, Duration.ofSeconds(25)));
        assertEquals(List.of(Duration.ofSeconds(22)), limits(pause));
        assertEquals(List.of(Duration.ofSeconds(22)), limits(terminate));
        assertEquals(List.of(Duration.ofSeconds(22 + 55), Duration.ofSeconds(22)), limits(pause, terminate));
        assertEquals(
                List.of(Duration.ofSeconds(22 + 30 + 30), Duration.ofSeconds(22 + 30), Duration.ofSeconds(22)),
                limits(terminate, pause, pause));
    }
}
