package dev.tensile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
    void theLastPhaseEndsWithTheLoadOrElseWithTheRun() {
        assertEquals(9_000, lastPhaseEnds(RECOVERY, COUNTED, ENDED));
        assertEquals(11_000, lastPhaseEnds(RECOVERY, ENDED));
    }
}
