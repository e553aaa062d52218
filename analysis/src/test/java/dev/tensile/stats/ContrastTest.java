package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.stats.MoreSeconds.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** 60 s with 20 values a second, rising evenly from 1 to 2, every {@code failEvery}-th failed. */
    private static Window failing(int failEvery) {
        double[] values = new double[1200];
        int[] second = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % failEvery == 0 ? INF : 1 + i * 7919 % 1200 / 1200.0;
            second[i] = i / 20;
        }
        return Window.of(values, second, 60);
    }

    private static ProportionEstimate proportion(long events, int seconds) {
        long[] perSecond = new long[seconds];
        long[] trials = new long[seconds];
        for (int t = 0; t < seconds; t++) {
            perSecond[t] = events;
            trials[t] = 50;
        }
        return ProportionEstimate.of(perSecond, trials);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void scalingTheTargetScalesTheRatioAndItsLimits(double p) {
        Contrast plain = Contrast.ratioOfQuantiles(Portable.window(2, 60, 20, 1), Portable.BASELINE, p);
        Contrast scaled = Contrast.ratioOfQuantiles(Portable.window(2, 60, 20, 1.5), Portable.BASELINE, p);
        assertEquals(1.5 * plain.estimate(), scaled.estimate(), 1e-12);
        assertEquals(1.5 * plain.lower(0.05), scaled.lower(0.05), 1e-12);
        assertEquals(1.5 * plain.upper(0.05), scaled.upper(0.05), 1e-12);
        assertEquals(plain.pValue(Claim.AT_LEAST, 1.1), scaled.pValue(Claim.AT_LEAST, 1.65 - 1e-12), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void limitsMoveOutwardAsTheTailShrinks(double p) {
        Contrast ratio = Contrast.ratioOfQuantiles(Portable.STAGE, Portable.BASELINE, p);
        double lower = ratio.estimate();
        double upper = ratio.estimate();
        for (double tail = 0.4999; tail > 1e-7; tail *= 0.8) {
            assertTrue(ratio.lower(tail) <= lower && ratio.upper(tail) >= upper, "tail " + tail);
            lower = ratio.lower(tail);
            upper = ratio.upper(tail);
        }
    }

    @Test
    void aWindowComparedWithItselfIsSymmetricAroundOne() {
        ContrastInterval same = Contrast.ratioOfQuantiles(Portable.BASELINE, Portable.BASELINE, 0.95)
                .interval(Interval.TAIL_95);
        assertEquals(1, same.estimate());
        assertEquals(1, same.lower() * same.upper(), 1e-12);
    }

    @Test
    void exchangingTheArmsOfADifferenceTurnsItRound() {
        ContrastInterval there = Contrast.differenceOfProportions(proportion(3, 60), proportion(1, 60))
                .interval(0.05);
        ContrastInterval back = Contrast.differenceOfProportions(proportion(1, 60), proportion(3, 60))
                .interval(0.05);
        assertEquals(there.lower(), -back.upper(), 1e-15);
        assertEquals(there.upper(), -back.lower(), 1e-15);
    }

    @Test
    void aPValueIsTheTailAtWhichTheLimitMeetsTheMargin() {
        Contrast difference = Contrast.differenceOfProportions(proportion(3, 60), proportion(1, 60));
        double margin = difference.lower(0.0123);
        assertEquals(0.0123, difference.pValue(Claim.AT_LEAST, margin), 1e-9);
        assertEquals(0.2, difference.pValue(Claim.AT_MOST, difference.upper(0.2)), 1e-9);
        assertEquals(Estimate.SMALLEST_P_VALUE, difference.pValue(Claim.AT_MOST, 0.9));
        assertEquals(1, difference.pValue(Claim.AT_LEAST, 0.9));
    }

    @Test
    void oneWindowIsJudgedAgainstAnAbsoluteLimitByTheSameRule() {
        QuantileEstimate p95 = QuantileEstimate.of(Portable.BASELINE, 0.95);
        double limit = p95.upper(0.05);
        assertTrue(p95.pValue(Claim.AT_MOST, limit) <= 0.05);
        assertTrue(p95.pValue(Claim.AT_MOST, Math.nextDown(limit)) > 0.05);
    }

    @Test
    void noErrorsAtAllStillLeaveAnUpperLimit() {
        Contrast contrast = Contrast.differenceOfProportions(proportion(0, 60), proportion(0, 120));
        assertEquals(0, contrast.estimate());
        assertTrue(contrast.upper(0.05) > 0 && contrast.upper(0.05) < 0.02);
        assertTrue(contrast.lower(0.05) < 0 && contrast.lower(0.05) > -0.02);
        assertTrue(contrast.detectableChange().change() > 0);
    }

    @Test
    void errorsAppearingAfterNoneDoNotInventADesignEffect() {
        ContrastInterval interval = Contrast.differenceOfProportions(proportion(5, 60), proportion(0, 120))
                .interval(0.05);
        assertEquals(1, ((ProportionInterval) interval.target()).designEffect().value());
        assertTrue(interval.lower() > 0.05);
    }

    @Test
    void moreFailuresThanTheQuantileLeavesOutMakeItInfinite() {
        ContrastInterval interval =
                Contrast.ratioOfQuantiles(failing(10), Portable.BASELINE, 0.95).interval(0.05);
        assertEquals(INF, interval.estimate());
        assertEquals(INF, interval.upper());
        assertTrue(((QuantileInterval) interval.target()).effectiveN() > 10);
    }

    @Test
    void aQuantileAmongTheFailuresWithAllItsLimitsShowsHarmOfAnySize() {
        Contrast contrast = Contrast.ratioOfQuantiles(failing(2), Portable.BASELINE, 0.95);
        assertEquals(INF, contrast.lower(0.05));
        assertTrue(contrast.pValue(Claim.AT_LEAST, 1000) < 1e-4);
        assertEquals(1, contrast.pValue(Claim.AT_MOST, 1000));
    }

    @Test
    void aReferenceOfFailuresShowsNothing() {
        Contrast contrast = Contrast.ratioOfQuantiles(failing(2), failing(2), 0.95);
        assertEquals(Double.NaN, contrast.estimate());
        assertEquals(0, contrast.lower(0.05));
        assertEquals(INF, contrast.upper(0.05));
        assertEquals(1, contrast.pValue(Claim.AT_LEAST, 1));
    }

    @Test
    void noLimitMeansNoExtrapolation() {
        Contrast contrast = Contrast.ratioOfQuantiles(failing(40), failing(300), 0.99);
        assertEquals(INF, contrast.upper(0.05));
        assertEquals(
                INF,
                Contrast.ratioOfQuantiles(failing(30), failing(30), 0.99)
                        .detectableChange()
                        .change());
        assertEquals(
                Advice.UNKNOWN,
                Contrast.ratioOfQuantiles(failing(150), failing(300), 0.99)
                        .toShowAtMost(2)
                        .advice());
    }

    @Test
    void refusesToBorrowAcrossQuantilesAndTailsOutsideTheirRange() {
        QuantileEstimate median = QuantileEstimate.of(Portable.BASELINE, 0.5);
        QuantileEstimate p95 = QuantileEstimate.of(Portable.STAGE, 0.95);
        assertThrows(IllegalArgumentException.class, () -> p95.borrowing(median));
        assertThrows(IllegalArgumentException.class, () -> p95.lower(0.5));
        assertThrows(IllegalArgumentException.class, () -> p95.interval(0));
    }
}
