package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Event RECOVERY = new Event.PhaseStarted(7_000, Phase.Kind.RECOVERY, 0);
    private static final Event COUNTED = new Event.LoadCounted(9_000, 0, 0);
    private static final Event ENDED = new Event.Ended(11_000, Ending.COMPLETED, Restoration.VERIFIED, "");

    private static long lastPhaseEnds(Event... events) {
        Run run = new Run("r", Specimen.plan(), "", List.of(events), Samples.of(List.of()));
        List<Phase> phases = run.phases();
        return phases.get(phases.size() - 1).endNanos();
    }

    @Test
    void whatAFaultIsOnItsWayInOrOutOfBelongsToNoPhase() {
        Undo undo = new Undo("local", "link", Map.of());
        Run run = new Run(
                "r",
                Specimen.plan(),
                "",
                List.of(
                        new Event.PhaseStarted(0, Phase.Kind.BASELINE, 0),
                        new Event.Injecting(1_000, 1, 0, "latency", undo),
                        new Event.Injected(1_500, 1, 0),
                        new Event.PhaseStarted(1_600, Phase.Kind.HOLD, 1),
                        new Event.Reverting(3_000, 1, 0, "its hold is over"),
                        new Event.Reverted(3_700, 1, 0, Delivered.Traffic.NOTHING),
                        new Event.PhaseStarted(3_800, Phase.Kind.COOL_DOWN, 1),
                        new Event.Injecting(5_000, 2, 0, "latency", undo),
                        new Event.Injected(5_500, 2, 0),
                        new Event.PhaseStarted(5_600, Phase.Kind.HOLD, 2),
                        ENDED),
                Samples.of(List.of()));
        assertEquals(
                List.of(
                        new Phase(Phase.Kind.BASELINE, 0, 0, 1_000),
                        new Phase(Phase.Kind.HOLD, 1, 1_600, 3_000),
                        new Phase(Phase.Kind.COOL_DOWN, 1, 3_800, 5_000),
                        new Phase(Phase.Kind.HOLD, 2, 5_600, 11_000)),
                run.phases());
    }

    @Test
    void theLastPhaseEndsWithTheLoadOrElseWithTheRun() {
        assertEquals(9_000, lastPhaseEnds(RECOVERY, COUNTED, ENDED));
        assertEquals(11_000, lastPhaseEnds(RECOVERY, ENDED));
    }
}
