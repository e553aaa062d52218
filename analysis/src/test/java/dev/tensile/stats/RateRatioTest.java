package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateRatioTest {
    private static long[] filled(int seconds, long value) {
        long[] filled = new long[seconds];
        Arrays.fill(filled, value);
        return filled;
    }

    @Test
    void isTheRatioOfTheTwoRates() {
        RateRatio ratio = RateRatio.of(filled(30, 60), filled(30, 20), filled(40, 10), filled(40, 20));
        assertEquals(6, ratio.ratio(), 1e-12);
        // Without clustering the variance of the logarithm is 1/1800 + 1/400.
        assertEquals(Math.sqrt(1 / 1800.0 + 1 / 400.0), ratio.logError(), 1e-12);
        assertEquals(3, ratio.nu());
    }

    @Test
    void withoutEventsOnlyTheUpperLimitSaysSomething() {
        RateRatio ratio = RateRatio.of(filled(30, 0), filled(30, 20), filled(40, 10), filled(40, 20));
        assertEquals(0, ratio.ratio());
        assertEquals(0, ratio.lower(0.025));
        assertTrue(ratio.upper(0.025) > 0 && ratio.upper(0.025) < 0.1, ratio.toString());
    }

    @Test
    void theLimitsHoldTheTruthInNineteenOfTwentyCases() {
        SplittableRandom random = new SplittableRandom(3);
        int runs = 400;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            long[][] target = drawn(random, 35, 2);
            long[][] reference = drawn(random, 40, 1);
            RateRatio ratio = RateRatio.of(target[0], target[1], reference[0], reference[1]);
            covered += ratio.lower(0.025) <= 2 && 2 <= ratio.upper(0.025) ? 1 : 0;
        }
        assertTrue(covered >= runs * 0.95 - 3 * Math.sqrt(runs * 0.95 * 0.05), covered + " of " + runs);
    }

    /** Bursts: in each second between none and twice as many events as on average. */
    private static long[][] drawn(SplittableRandom random, int seconds, double rate) {
        long[] events = new long[seconds];
        long[] requests = new long[seconds];
        for (int t = 0; t < seconds; t++) {
            requests[t] = 80L + random.nextInt(41);
            events[t] = Math.round(requests[t] * rate * (0.5 + random.nextDouble()));
        }
        return new long[][] {events, requests};
    }

    @Test
    void refusesAReferenceWithoutEvents() {
        assertThrows(
                IllegalArgumentException.class,
                () -> RateRatio.of(filled(9, 1), filled(9, 1), filled(9, 0), filled(9, 1)));
    }
}
