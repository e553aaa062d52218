package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void answersByRankAndBySecond() {
        Window window = Window.of(new double[] {5, INF, 1, 3}, new int[] {0, 2, 2, 0}, 4);
        assertEquals(1, window.orderStatistic(1));
        assertEquals(INF, window.orderStatistic(4));
        assertArrayEquals(new long[] {2, 0, 2, 0}, window.countPerSecond());
        assertArrayEquals(new long[] {1, 0, 1, 0}, window.atMostPerSecond(3));
        assertArrayEquals(new long[] {2, 0, 1, 0}, window.atMostPerSecond(Double.MAX_VALUE));
    }

    /** By hand: the smallest value with at least that share at or below it; 100 * .55 is a little above 55 in binary. */
    @Test
    void quantilesAreOfTypeOne() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 - i;
        }
        Window window = Window.of(values, new int[100], 1);
        assertEquals(1, window.quantile(0.01));
        assertEquals(55, window.quantile(0.55));
        assertEquals(56, window.quantile(0.551));
    }

    @Test
    void laterChangesToTheArraysDoNotReachIt() {
        double[] values = {1, 2};
        Window window = Window.of(values, new int[2], 1);
        values[0] = 99;
        assertEquals(1, window.orderStatistic(1));
        assertArrayEquals(new long[] {1}, window.atMostPerSecond(1));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> Window.of(new double[0], new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> Window.of(new double[1], new int[2], 1));
        assertThrows(IllegalArgumentException.class, () -> Window.of(new double[] {Double.NaN}, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> Window.of(new double[] {-1}, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> Window.of(new double[1], new int[] {1}, 1));
    }
}
