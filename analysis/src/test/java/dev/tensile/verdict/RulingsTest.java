package dev.tensile.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Estimate;
import dev.tensile.compare.Interval;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.specimen.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingsTest {
    private static final Estimate ANY = new Estimate(0.1, new Interval(0.09, 0.11), 6000, 0, 3000, 2, 30);

    private static Comparison of(Metric metric, Interval effect, double tolerance, double harm, double harmP) {
        double middle = Double.isInfinite(effect.upper()) ? effect.lower() : (effect.lower() + effect.upper()) / 2;
        return new Comparison(1, 0, metric, ANY, ANY, middle, effect, effect, tolerance, harm, harmP, 0.2, 140, "");
    }

    private static Comparison p95(double lower, double upper, double harmP) {
        return of(Scenario.P95, new Interval(lower, upper), 0.1, 0.2, harmP);
    }

    private static Finding only(Comparison comparison, Expectation expectation) {
        return Rulings.of(List.of(comparison), List.of(expectation)).get(0);
    }

    /** The table of STATISTICS.md §2.8, with its edges: tolerance 100 ms, harm limit 200 ms. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0.09, 1, RESILIENT",
        "0.02, 0.10, 1, RESILIENT",
        "0.09, 0.11, 1, NOT_HARMFUL",
        "0.10, 0.11, 1, NOT_HARMFUL",
        "0.09, 0.20, 1, INCONCLUSIVE",
        "0.09, Infinity, 1, INCONCLUSIVE",
        "0.11, 0.19, 1, DEGRADED",
        "0.11, 0.20, 1, DEGRADED_UNRESOLVED",
        "0.19, Infinity, 0.2, DEGRADED_UNRESOLVED",
        "0.20, 0.30, 0.05, HARMFUL",
        "0.20, 0.30, 0.051, DEGRADED_UNRESOLVED",
        "Infinity, Infinity, 1e-6, HARMFUL"
    })
    void theIntervalDecides(double lower, double upper, double harmP, Ruling expected) {
        assertEquals(expected, Rulings.rule(p95(lower, upper, 1), harmP));
    }

    @Test
    void whatCannotBeEstimatedIsNotJudgedHoweverCertainItLooks() {
        Comparison sure = p95(0.3, 0.4, 1e-6);
        Comparison none = new Comparison(
                1, 0, sure.metric(), ANY, ANY, 0.35, sure.effect95(), sure.effect90(), 0.1, 0.2, 1e-6, 0.2, -1, "why");
        Finding finding = only(none, Scenario.p95Below(100));
        assertEquals(Ruling.NOT_ESTIMABLE, finding.ruling());
        assertEquals("shopping p95 cannot be judged: why.", finding.sentence());
    }

    @Test
    void harmIsShownOnlyAsFarAsTheWholeFamilyAllows() {
        List<Expectation> one = List.of(Scenario.p95Below(100));
        Comparison harmed = p95(0.2, 0.3, 0.03);
        assertEquals(Ruling.HARMFUL, Rulings.of(List.of(harmed), one).get(0).ruling());
        List<Finding> family = Rulings.of(List.of(harmed, p95(0.02, 0.09, 1)), one);
        assertEquals(Ruling.DEGRADED_UNRESOLVED, family.get(0).ruling());
        assertEquals(0.06, family.get(0).harmPAdjusted(), 1e-12);
        assertEquals(Judgement.REFUTED, family.get(0).ruling().judgement());
    }

    @Test
    void aToleranceOfNothingIsNotBrokenByNothing() {
        Comparison none = of(Scenario.ERRORS, new Interval(0, 0.001), 0, 0, 1e-6);
        assertEquals(Ruling.INCONCLUSIVE, Rulings.rule(none, 1e-6));
        Comparison some = of(Scenario.ERRORS, new Interval(0.001, 0.002), 0, 0, 1e-6);
        assertEquals(Ruling.HARMFUL, Rulings.rule(some, 1e-6));
    }

    @Test
    void aFixedLimitIsQuotedInItsOwnUnit() {
        assertEquals(
                "shopping p95 was 80 ms (95 % CI 70 ms to 90 ms); more than 100 ms is excluded at 5 % risk.",
                only(p95(0.07, 0.09, 1), Scenario.p95Below(100)).sentence());
        assertEquals(
                "shopping p95 was 150 ms (95 % CI 120 ms to 180 ms); it left the tolerance of 100 ms but stayed within"
                        + " the harm limit of 200 ms.",
                only(p95(0.12, 0.18, 1), Scenario.p95Below(100)).sentence());
        assertEquals(
                "shopping error rate was 3 % (95 % CI 2.5 % to 3.5 %); it is shown beyond the harm limit of 2 %.",
                only(of(Scenario.ERRORS, new Interval(0.025, 0.035), 0.01, 0.02, 1e-6), Scenario.errorsBelow(1))
                        .sentence());
    }

    @Test
    void aRelativeToleranceIsQuotedAsAChange() {
        assertEquals(
                "shopping p95 changed by ×1.05 (95 % CI ×1.00 to ×1.10); more than ×1.20 is excluded at 5 % risk.",
                only(of(Scenario.P95, new Interval(1, 1.1), 1.2, 1.4, 1), Scenario.p95Within(0.2))
                        .sentence());
        assertEquals(
                "shopping error rate changed by +1 points (95 % CI −0.5 points to +2.5 points);"
                        + " the data are compatible with staying within +1 points and with leaving it."
                        + " About 140 s more at this rate would settle it.",
                only(of(Scenario.ERRORS, new Interval(-0.005, 0.025), 0.01, 0.02, 1), Scenario.rise(Scenario.ERRORS, 1))
                        .sentence());
    }

    @Test
    void aLimitAmongTheFailuresIsSaidInWords() {
        String sentence = only(p95(0.09, Double.POSITIVE_INFINITY, 1), Scenario.p95Below(100))
                .sentence();
        assertTrue(sentence.contains("95 % CI 90 ms to beyond the timeout"), sentence);
    }
}
