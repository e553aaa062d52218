package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Rate;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final int MANY = 200_000;

    private static long[] draw(Arrivals arrivals, double rate, long seed, int count) {
        Schedule schedule = new Schedule(arrivals, new Rate(rate), new SplitMix(seed));
        return LongStream.generate(schedule::next).limit(count).toArray();
    }

    private static double[] gapsInMeans(long[] times, double rate) {
        double[] gaps = new double[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (times[i + 1] - times[i]) * rate / 1e9;
        }
        return gaps;
    }

    @Test
    void constantArrivalsKeepTheirGridOverHours() {
        long[] times = draw(Arrivals.CONSTANT, 3, 1, 3 * 3600 * 10 + 1);
        assertEquals(0, times[0]);
        assertEquals(333_333_333, times[1]);
        assertEquals(36_000_000_000_000L, times[times.length - 1]);
    }

    @Test
    void poissonGapsAreExponential() {
        double[] gaps = gapsInMeans(draw(Arrivals.POISSON, 1_000, 42, MANY), 1_000);
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance =
                Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElseThrow();
        // Five standard errors: 1/sqrt(n) for the mean, sqrt(8/n) for the variance of a standard exponential.
        assertEquals(1, mean, 5 / Math.sqrt(MANY));
        assertEquals(1, variance, 5 * Math.sqrt(8.0 / MANY));
        assertTrue(distanceFromExponential(gaps) < 1.63 / Math.sqrt(MANY), "Kolmogorov-Smirnov at 1 %");
    }

    private static double distanceFromExponential(double[] gaps) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = 1 - Math.exp(-sorted[i]);
            distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
            distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
        }
        return distance;
    }

    @Test
    void poissonGapsDoNotDependOnTheirPredecessors() {
        double[] gaps = gapsInMeans(draw(Arrivals.POISSON, 1_000, 7, MANY), 1_000);
        double product = 0;
        for (int i = 1; i < gaps.length; i++) {
            product += (gaps[i] - 1) * (gaps[i - 1] - 1);
        }
        assertEquals(0, product / gaps.length, 5 / Math.sqrt(MANY));
    }

    @Test
    void aSeedAlwaysGivesTheSameArrivals() {
        assertArrayEquals(draw(Arrivals.POISSON, 100, 5, 1_000), draw(Arrivals.POISSON, 100, 5, 1_000));
        assertFalse(Arrays.equals(draw(Arrivals.POISSON, 100, 5, 10), draw(Arrivals.POISSON, 100, 6, 10)));
    }
}
