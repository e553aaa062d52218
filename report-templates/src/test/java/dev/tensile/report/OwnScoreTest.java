package dev.tensile.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.Comparison;
import dev.tensile.run.Delivered;
import dev.tensile.run.Run;
import dev.tensile.specimen.Conduct;
import dev.tensile.specimen.Scenario;
import dev.tensile.verdict.Judge;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnScoreTest {
    private static Delivered coverage(String score) {
        return new Delivered.Coverage(
                "chaosengine x", 2, 2, 2, 2, List.of(), Duration.ZERO, Delivered.ClockGap.UNKNOWN, List.of(), score);
    }

    private static Run run(String... scores) {
        Scenario scenario = Scenario.shop();
        for (int rung = 1; rung <= scores.length; rung++) {
            scenario = scenario.rung(Conduct.CALM).delivered(rung, coverage(scores[rung - 1]));
        }
        return scenario.run();
    }

    @Test
    void isSaidOnceIfItIsTheSameAndWithItsRungsIfNot() {
        assertEquals(
                "LitmusChaos' own resiliency score: 100 of 100.", OwnScore.sentence(run("100 of 100", "100 of 100")));
        assertEquals(
                "LitmusChaos' own resiliency scores: rung 1, 100 of 100; rung 2, 50 of 100.",
                OwnScore.sentence(run("100 of 100", "50 of 100")));
        assertEquals("", OwnScore.sentence(run("")));
    }

    @Test
    void standsInTheTileOfTheVerdict() {
        Run run = run("87.5 of 100");
        List<Comparison> comparisons = Comparer.compare(run);
        String page =
                RunReport.of(run, comparisons, Judge.judge(run, comparisons)).markdown();
        assertTrue(page.contains("resiliency score: 87.5 of 100"), page);
    }
}
