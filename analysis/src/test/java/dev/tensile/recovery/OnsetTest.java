package dev.tensile.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Run;
import dev.tensile.specimen.Conduct;
import dev.tensile.specimen.Scenario;
import dev.tensile.specimen.Specimen;
import dev.tensile.specimen.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnsetTest {
    @Test
    void aFaultThatIsFeltAtOnceIsFoundWhereItBegan() {
        Run run = Scenario.shop().rung(Conduct.CALM.withFailing(0.2)).run();
        List<Onset> onsets = Onset.of(run);
        Onset errors = onsets.stream()
                .filter(onset -> onset.metric().equals(Scenario.ERRORS))
                .findFirst()
                .orElseThrow();
        assertEquals(0, errors.seconds(), 1);
        assertTrue(errors.earliest() <= 0 && errors.latest() >= 0, errors.toString());
        assertTrue(errors.latest() - errors.earliest() <= 4, errors.toString());
    }

    @Test
    void whatTakesItsTimeIsFeltLater() {
        Run run = Scenario.shop().rung(Conduct.CALM.withJump(5)).run();
        Onset slow = Onset.of(run).get(0);
        assertEquals(Scenario.P95, slow.metric());
        assertEquals(17.5, slow.seconds(), 1.5);
    }

    @Test
    void whatNobodyFeelsHasNoOnset() {
        assertEquals(List.of(), Onset.of(Scenario.shop().rung(Conduct.CALM).run()));
    }

    @Test
    void aGuardrailThatTrippedDetectedIt() {
        Run run = Specimen.of(Story.GUARD_ABORTED).run();
        Onset last = Onset.of(run).stream()
                .filter(onset -> onset.detected().isPresent())
                .findFirst()
                .orElseThrow();
        assertEquals(2, last.rung());
        assertEquals(7, last.detected().getAsDouble(), 0.5);
    }
}
