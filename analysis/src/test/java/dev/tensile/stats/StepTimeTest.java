package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepTimeTest {
    private static long binomial(SplittableRandom random, long n, double share) {
        long events = 0;
        for (long i = 0; i < n; i++) {
            events += random.nextDouble() < share ? 1 : 0;
        }
        return events;
    }

    private static StepTime of(SplittableRandom random, int parts, int step, int perPart, double before, double after) {
        long[] trials = new long[parts];
        long[] events = new long[parts];
        for (int t = 0; t < parts; t++) {
            trials[t] = perPart;
            events[t] = binomial(random, perPart, t < step ? before : after);
        }
        return StepTime.of(events, trials, 1);
    }

    @Test
    void aCleanStepIsFoundWhereItIs() {
        assertEquals(new StepTime(3, 3, 3), StepTime.of(new long[] {9, 9, 9, 0, 0}, new long[] {9, 9, 9, 9, 9}, 1));
    }

    @Test
    void theIntervalHoldsTheStepInNineteenOfTwentyCases() {
        SplittableRandom random = new SplittableRandom(11);
        int runs = 400;
        int covered = 0;
        double error = 0;
        for (int run = 0; run < runs; run++) {
            int step = 20 + random.nextInt(40);
            StepTime found = of(random, 90, step, 20, 0.1, 0.4);
            covered += found.earliest() <= step && step <= found.latest() ? 1 : 0;
            error += found.at() - step;
        }
        assertTrue(covered >= runs * 0.95 - 3 * Math.sqrt(runs * 0.95 * 0.05), covered + " of " + runs);
        assertTrue(Math.abs(error / runs) < 0.5, "bias " + error / runs);
    }

    @Test
    void clusteringWidensTheInterval() {
        long[] events = {2, 1, 3, 2, 5, 6, 4, 6};
        long[] trials = {9, 9, 9, 9, 9, 9, 9, 9};
        StepTime sharp = StepTime.of(events, trials, 1);
        StepTime blurred = StepTime.of(events, trials, 10);
        assertEquals(4, sharp.at());
        assertTrue(blurred.latest() - blurred.earliest() > sharp.latest() - sharp.earliest());
    }

    @Test
    void refusesWhatHasNoTwoParts() {
        assertThrows(IllegalArgumentException.class, () -> StepTime.of(new long[] {1}, new long[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> StepTime.of(new long[] {2, 0}, new long[] {1, 1}, 1));
    }
}
