package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongRunVarianceTest {
    static final double[] SERIES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4};

    /** NumPy and SciPy, written independently from the formula. */
    @Test
    void agreesWithTheReferenceImplementation() {
        LongRunVariance variance = LongRunVariance.ewc(SERIES, 4);
        double mean = Arrays.stream(SERIES).average().orElseThrow();
        assertEquals(8.982059, variance.value(), 5e-7);
        assertEquals(2.989361, mean - variance.meanHalfWidth(Interval.TAIL_95), 5e-7);
        assertEquals(6.710639, mean + variance.meanHalfWidth(Interval.TAIL_95), 5e-7);
    }

    @Test
    void ignoresTheMeanAndScalesWithTheSquare() {
        double[] moved = Arrays.stream(SERIES).map(y -> 1000 - 3 * y).toArray();
        double expected = 9 * LongRunVariance.ewc(SERIES).value();
        assertEquals(expected, LongRunVariance.ewc(moved).value(), 1e-9 * expected);
    }

    /** floor(0.25 T^(2/3)), by hand; 64 is an exact cube. */
    @ParameterizedTest
    @CsvSource({"4, 3", "60, 3", "64, 4", "120, 6", "300, 11", "600, 17"})
    void degreesOfFreedomGrowWithTheTwoThirdsPowerOfLength(int seconds, int nu) {
        assertEquals(nu, LongRunVariance.defaultNu(seconds));
    }

    @Test
    void refusesASeriesTooShortForItsDegreesOfFreedom() {
        assertThrows(IllegalArgumentException.class, () -> LongRunVariance.ewc(new double[3]));
        assertThrows(IllegalArgumentException.class, () -> LongRunVariance.ewc(new double[5], 5));
    }
}
