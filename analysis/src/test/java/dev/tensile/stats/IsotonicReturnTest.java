package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The coverage that STATISTICS.md §2.9 asks for (A9), with fixed seeds; each bound is the requirement less three standard errors. */
class IsotonicReturnTest {
    private static final int SECONDS = 60;
    private static final int RUNS = 200;
    private static final double THETA = 0.05;

    /** 200 requests a second; with drift, an autocorrelated load (0.9, sd 0.1) makes all of them slower or faster together. */
    private static IsotonicReturn seen(SplittableRandom random, IntToDoubleFunction share, boolean drift) {
        long[] trials = new long[SECONDS];
        long[] events = new long[SECONDS];
        double load = 0;
        for (int t = 0; t < SECONDS; t++) {
            load = drift ? 0.9 * load + 0.1 * Math.sqrt(1 - 0.81) * random.nextGaussian() : 0;
            trials[t] = 200;
            double p = Math.min(0.99, share.applyAsDouble(t) * Math.exp(2.5 * load));
            for (int i = 0; i < 200; i++) {
                events[t] += random.nextDouble() < p ? 1 : 0;
            }
        }
        return IsotonicReturn.of(events, trials, THETA, drift ? designEffect(random) : 1);
    }

    /** As it would be learned from a baseline of five minutes. */
    private static double designEffect(SplittableRandom random) {
        long[] trials = new long[300];
        long[] events = new long[300];
        double load = 0;
        for (int t = 0; t < trials.length; t++) {
            load = 0.9 * load + 0.1 * Math.sqrt(1 - 0.81) * random.nextGaussian();
            trials[t] = 200;
            for (int i = 0; i < 200; i++) {
                events[t] += random.nextDouble() < 0.02 * Math.exp(2.5 * load) ? 1 : 0;
            }
        }
        return ProportionEstimate.of(events, trials).designEffect().value();
    }

    private static void covers(IntToDoubleFunction share, int truth, boolean drift, double required) {
        SplittableRandom random = new SplittableRandom(99);
        int covered = 0;
        for (int run = 0; run < RUNS; run++) {
            IsotonicReturn back = seen(random, share, drift);
            covered += back.earliest() <= truth && truth <= back.latest() ? 1 : 0;
        }
        double bound = required - 3 * Math.sqrt(required * (1 - required) / RUNS);
        assertTrue(covered >= bound * RUNS, covered + " of " + RUNS);
    }

    @Test
    void aStepIsCovered() {
        covers(t -> t < 20 ? 0.5 : 0.02, 20, false, 0.95);
        covers(t -> t < 20 ? 0.5 : 0.02, 20, true, 0.87);
    }

    @Test
    void aSlowReturnIsCovered() {
        // 0.02 + 0.5 exp(-t/8) falls below 0.05 between second 22 and 23.
        covers(t -> 0.02 + 0.5 * Math.exp(-t / 8.0), 23, false, 0.95);
        covers(t -> 0.02 + 0.5 * Math.exp(-t / 8.0), 23, true, 0.87);
    }

    @Test
    void atOnceIsCovered() {
        covers(t -> 0.02, 0, false, 0.95);
    }

    @Test
    void neverIsNeverCalledBack() {
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < RUNS; run++) {
            IsotonicReturn back = seen(random, t -> 0.3, run % 2 == 0);
            assertFalse(back.isShown(), back.toString());
            assertEquals(SECONDS, back.latest());
        }
    }

    @Test
    void secondsWithoutRequestsTellNothing() {
        IsotonicReturn back = IsotonicReturn.of(new long[] {9, 0, 0, 0}, new long[] {9, 0, 0, 9}, 0.5, 1);
        assertTrue(back.earliest() <= 1 && back.latest() >= 3, back.toString());
    }
}
