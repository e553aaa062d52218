package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InvertedQuantileEstimateTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final int SECONDS = 30;
    private static final int PER_SECOND = 200;

    /** Log-normal around a median that wanders from second to second, an AR(1) process of that correlation and log-sd. */
    private static double[] wandering(SplittableRandom random, double correlation, double spread) {
        double[] values = new double[SECONDS * PER_SECOND];
        double level = spread * normal(random);
        for (int t = 0; t < SECONDS; t++) {
            for (int i = 0; i < PER_SECOND; i++) {
                values[t * PER_SECOND + i] = Math.exp(level + 0.3 * normal(random));
            }
            level = correlation * level + Math.sqrt(1 - correlation * correlation) * spread * normal(random);
        }
        return values;
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static Window window(double[] values) {
        int[] second = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            second[i] = i / PER_SECOND;
        }
        return Window.of(values, second, SECONDS);
    }

    @Test
    void aMedianThatWandersFarBelowTheLimitIsShownToBeBelowIt() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values = wandering(random, 0.8, 0.3);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < 0.25 ? 150 + random.nextDouble() : 8 * values[i];
        }
        Window window = window(values);
        InvertedQuantileEstimate median = InvertedQuantileEstimate.of(window, window, 0.5);
        QuantileEstimate woodruff = QuantileEstimate.of(window, 0.5);
        assertTrue(woodruff.upper(0.05) > 100, "as Woodruff has it: " + woodruff.upper(0.05));
        assertTrue(median.upper(0.05) < 40, "upper " + median.upper(0.05));
        assertTrue(median.lower(0.05) <= median.estimate() && median.estimate() <= median.upper(0.05));
        assertEquals(woodruff.estimate(), median.estimate());
    }

    @Test
    void aHiccupInTheReferenceDoesNotHideThatAMedianIsFarBelowTheLimit() {
        SplittableRandom random = new SplittableRandom(9);
        double[] before = wandering(random, 0, 0);
        double[] during = wandering(random, 0, 0);
        for (int i = 0; i < during.length; i++) {
            before[i] = i / PER_SECOND == 7 && i % 5 == 0 ? 200 : 8 * before[i];
            during[i] = i % 4 == 0 ? 150 + random.nextDouble() : 8 * during[i];
        }
        InvertedQuantileEstimate median = InvertedQuantileEstimate.of(window(during), window(before), 0.5);
        assertTrue(median.upper(0.05) < 100, "upper " + median.upper(0.05));
    }

    @Test
    void limitsMoveOutwardAsTheTailShrinks() {
        Window window = window(wandering(new SplittableRandom(5), 0.5, 0.1));
        InvertedQuantileEstimate p95 = InvertedQuantileEstimate.of(window, window, 0.95);
        double[] tails = {0.4, 0.2, 0.05, 0.025, 0.01};
        for (int i = 1; i < tails.length; i++) {
            assertTrue(p95.upper(tails[i]) >= p95.upper(tails[i - 1]), "upper at " + tails[i]);
            assertTrue(p95.lower(tails[i]) <= p95.lower(tails[i - 1]), "lower at " + tails[i]);
        }
        Interval interval = p95.interval(0.025);
        assertEquals(p95.lower(0.025), interval.lower());
        assertEquals(p95.upper(0.025), interval.upper());
        assertEquals(p95.estimate(), interval.estimate());
    }

    @Test
    void failuresHaveNoUpperLimitAndEnoughOfThemNoLowerOneEither() {
        double[] values = wandering(new SplittableRandom(6), 0, 0);
        for (int i = 0; i < values.length; i += 5) {
            values[i] = INF;
        }
        Window window = window(values);
        InvertedQuantileEstimate p95 = InvertedQuantileEstimate.of(window, window, 0.95);
        assertEquals(INF, p95.estimate());
        assertEquals(INF, p95.lower(0.05));
        assertEquals(INF, p95.upper(0.05));
        InvertedQuantileEstimate median = InvertedQuantileEstimate.of(window, window, 0.5);
        assertTrue(median.upper(0.05) < 2);
        InvertedQuantileEstimate near = InvertedQuantileEstimate.of(window, window, 0.799);
        assertTrue(near.estimate() < INF);
        assertEquals(INF, near.upper(0.05));
    }

    @Test
    void thePValueIsThatOfTheTestAtTheMargin() {
        Window window = window(wandering(new SplittableRandom(7), 0, 0));
        InvertedQuantileEstimate p95 = InvertedQuantileEstimate.of(window, window, 0.95);
        double within = p95.upper(0.05);
        assertEquals(0.05, p95.pValue(Claim.AT_MOST, within), 0.01);
        double reached = p95.lower(0.05);
        assertEquals(0.05, p95.pValue(Claim.AT_LEAST, reached), 0.01);
        assertEquals(1, p95.pValue(Claim.AT_LEAST, 2 * p95.estimate()));
    }

    @Test
    void aQuantileExactlyAtItsLimitIsRarelyShownToBeOnEitherSide() {
        for (double p : new double[] {0.5, 0.95}) {
            Errors errors = Errors.of(p, 0, 0);
            assertTrue(errors.below <= Errors.most(0.05) && errors.above <= Errors.most(0.05), errors.toString());
        }
    }

    /** Thirty seconds say little about how slowly they wander, for any method; this one is hardly worse than Woodruff's. */
    @Test
    void slowWanderingCostsHardlyMoreThanWithWoodruff() {
        for (double p : new double[] {0.5, 0.95}) {
            Errors errors = Errors.of(p, 0.5, 0.1);
            assertTrue(errors.below <= Errors.most(0.1) && errors.above <= Errors.most(0.1), errors.toString());
            assertTrue(errors.below <= errors.woodruffBelow + Errors.RUNS / 20, errors.toString());
        }
    }

    /** How often the true quantile was excluded at 5 %. */
    private record Errors(double p, int below, int above, int woodruffBelow) {
        private static final int RUNS = 300;

        static Errors of(double p, double correlation, double spread) {
            double sd = Math.sqrt(0.3 * 0.3 + spread * spread);
            double truth = Math.exp(sd * Distributions.normalCritical(1 - p));
            SplittableRandom random = new SplittableRandom(8);
            int below = 0;
            int above = 0;
            int woodruffBelow = 0;
            for (int run = 0; run < RUNS; run++) {
                Window window = window(wandering(random, correlation, spread));
                InvertedQuantileEstimate estimate = InvertedQuantileEstimate.of(window, window, p);
                below += estimate.upper(0.05) < truth ? 1 : 0;
                above += estimate.lower(0.05) > truth ? 1 : 0;
                woodruffBelow += QuantileEstimate.of(window, p).upper(0.05) < truth ? 1 : 0;
            }
            return new Errors(p, below, above, woodruffBelow);
        }

        /** The rate and three binomial standard errors. */
        static double most(double rate) {
            return RUNS * rate + 3 * Math.sqrt(RUNS * rate * (1 - rate));
        }
    }
}
