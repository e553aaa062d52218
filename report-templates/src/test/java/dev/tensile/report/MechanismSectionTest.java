package dev.tensile.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Share;
import dev.tensile.mechanism.SimulatedShop;
import dev.tensile.run.Run;
import dev.tensile.specimen.Specimen;
import dev.tensile.specimen.Story;
import dev.tensile.verdict.Judge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MechanismSectionTest {
    private static Report report(SimulatedShop shop) {
        Run run = shop.run(
                new Mechanism.Breaker("payments"),
                new Promise.TripsAt(Share.ofPercent(50), 20, 10),
                new Promise.OpensWithin(Duration.ofSeconds(5)),
                new Promise.LeaksAtMost(20),
                new Promise.ClosesWithin(Duration.ofSeconds(10)));
        List<Comparison> comparisons = Comparer.compare(run);
        return RunReport.of(run, comparisons, Judge.judge(run, comparisons));
    }

    private static void holds(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + " is not in\n" + text);
        }
    }

    @Test
    void aScorecardSaysWhatWasExpectedAndWhatWasMeasured() {
        Report report = report(new SimulatedShop(1));
        holds(
                report.markdown(),
                "## Mechanisms",
                "Breaker of payments",
                "opens within 5 s, leaks at most 20 calls, closes within 10 s",
                "✓ protected",
                "Opened after",
                "Calls that leaked",
                "Times it tried");
        holds(report.html(), "id=\"mechanisms\"", "✓ protected");
        ReportFiles.write(report, Path.of("target", "reports", "BREAKER_PROTECTS"));
    }

    @Test
    void aBrokenPromiseIsAmongWhatWeLearned() {
        Report report = report(new SimulatedShop(1).withoutBreaker());
        holds(report.markdown(), "**Breaker of payments: did not open.**", "✗ did not open", "REFUTED");
        ReportFiles.write(report, Path.of("target", "reports", "BREAKER_DID_NOT_OPEN"));
    }

    @Test
    void pageAndMarkdownHoldTheSameNumbersInTheSameOrder() throws Exception {
        Report report = report(new SimulatedShop(1));
        assertEquals(
                Pages.numbers(Pages.visibleText(Pages.parse(report.html()))),
                Pages.numbers(Pages.plain(report.markdown())));
    }

    @Test
    void theTimeToRecoverHasAnInterval() {
        holds(report(new SimulatedShop(1)).markdown(), "95 % interval 0–");
    }

    @Test
    void aHypothesisWithoutMechanismsHasNoSuchSection() {
        Specimen held = Specimen.of(Story.HELD);
        assertFalse(RunReport.of(held.run(), held.comparisons(), held.verdict())
                .markdown()
                .contains("Mechanisms"));
    }
}
