package dev.tensile.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.Comparison;
import dev.tensile.run.Delivered;
import dev.tensile.run.Run;
import dev.tensile.specimen.Conduct;
import dev.tensile.specimen.Scenario;
import dev.tensile.verdict.Judge;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuredRowsTest {
    private static String page(Delivered delivered) {
        Run run = Scenario.shop().rung(Conduct.CALM).delivered(1, delivered).run();
        List<Comparison> comparisons = Comparer.compare(run);
        return RunReport.of(run, comparisons, Judge.judge(run, comparisons)).markdown();
    }

    @Test
    void whatWasMeasuredStandsInTheProofOfFault() {
        String page = page(new Delivered.Measured(
                "memory held", "bytes", 500e6, 497e6, 490e6, 500e6, List.of("It was given back.")));
        assertTrue(page.contains("Measured on this machine"), page);
        assertTrue(page.contains("497 MB"), page);
        assertTrue(page.contains("490 MB to 500 MB"), page);
        assertTrue(page.contains("It was given back."), page);
        assertFalse(page.contains("Connections touched"), page);
    }

    @Test
    void whatIsNotAsAskedIsSaidToBeSo() {
        String page = page(new Delivered.Measured("processors busy in all", "share", 0.8, 0.95, 0.9, 1, List.of()));
        assertTrue(page.contains("95 %, not as asked"), page);
    }
}
