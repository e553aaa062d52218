package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoverTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /**
     * With Wilson's limits it is method 10 of Newcombe 1998, Statistics in Medicine 17:873, Table II; the last row is Fagerland,
     * Lydersen and Laake 2015. To the four digits printed.
     */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, .0524, .3339",
        "9, 10, 3, 10, .1705, .8090",
        "6, 7, 2, 7, .0582, .8062",
        "5, 56, 0, 29, -.0381, .1926",
        "0, 10, 0, 20, -.1611, .2775",
        "0, 10, 0, 10, -.2775, .2775",
        "10, 10, 0, 20, .6791, 1",
        "10, 10, 0, 10, .6075, 1",
        "7, 34, 1, 34, .0189, .3404"
    })
    void agreesWithNewcombesTable(double x, double m, double y, double n, double lower, double upper) {
        double a = x / m;
        double b = y / n;
        double tail = Interval.TAIL_95;
        double low = Mover.lower(a, Wilson.lower(a, m, tail), b, Wilson.upper(b, n, tail));
        double high = Mover.upper(a, Wilson.upper(a, m, tail), b, Wilson.lower(b, n, tail));
        assertEquals(lower, low, 5.1e-5);
        assertEquals(upper, high, 5.1e-5);
    }

    @Test
    void anInfiniteLimitShowsNothingOnItsSideOnly() {
        assertEquals(-INF, Mover.lower(3, 2, 1, INF));
        assertEquals(INF, Mover.upper(3, INF, 1, 0.5));
        assertEquals(2 - Math.hypot(1, 1), Mover.lower(3, 2, 1, 2), 1e-15);
    }

    @Test
    void anInfiniteTargetIsAtLeastItsLowerLimitLessTheReferencesUpperOne() {
        assertEquals(5 - 2.0, Mover.lower(INF, 5, 1, 2));
        assertEquals(INF, Mover.lower(INF, INF, 1, 2));
        assertEquals(INF, Mover.upper(INF, INF, 1, 0.5));
        for (double a : new double[] {6, 60, 6e6}) {
            assertTrue(Mover.lower(a, 5, 1, 2) >= Mover.lower(INF, 5, 1, 2));
        }
    }

    @Test
    void anInfiniteReferenceShowsNoHarm() {
        assertEquals(-INF, Mover.lower(3, 2, INF, INF));
        assertEquals(-INF, Mover.lower(INF, INF, INF, INF));
        assertEquals(INF, Mover.upper(INF, INF, INF, INF));
        assertEquals(4 - 5.0, Mover.upper(3, 4, INF, 5));
    }
}
