package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tensile.stats.AutocorrelationTime.TimeResolution;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdequacyTest {
    @ParameterizedTest
    @CsvSource({
        "29, 100000, 0.5, TOO_FEW_SECONDS",
        "30, 199, 0.5, TOO_FEW_REQUESTS",
        "30, 200, 0.5, ESTIMABLE",
        "60, 999, 0.99, TOO_FEW_ABOVE_QUANTILE",
        "60, 1000, 0.99, ESTIMABLE",
        "60, 200, 0.95, ESTIMABLE"
    })
    void aQuantileNeedsSecondsRequestsAndATail(int seconds, long n, double p, Estimability expected) {
        assertEquals(expected, Estimability.ofQuantile(seconds, n, p));
    }

    @Test
    void fallsBackToTheHighestQuantileThatCanBeEstimated() {
        Window window = Portable.window(3, 60, 5, 1);
        assertEquals(OptionalDouble.of(0.95), Estimability.highestQuantile(window, 0.5, 0.99, 0.95));
        assertEquals(OptionalDouble.empty(), Estimability.highestQuantile(window, 0.999));
    }

    /** NumPy, written independently from the definition. */
    @Test
    void autocorrelationTimeAgreesWithTheReferenceImplementation() {
        assertEquals(
                1.3841934319740168,
                AutocorrelationTime.of(LongRunVarianceTest.SERIES).seconds(),
                1e-12);
        assertEquals(
                3.5250403877221324, AutocorrelationTime.of(Portable.BASELINE).seconds(), 1e-12);
        assertEquals(3.091836734693877, AutocorrelationTime.of(Portable.STAGE).seconds(), 1e-12);
    }

    @Test
    void aSeriesThatNeverChangesOrAlternatesHasATimeOfOneSecond() {
        assertEquals(1, AutocorrelationTime.of(new double[60]).seconds());
        assertEquals(
                1, AutocorrelationTime.of(new double[] {1, -1, 1, -1, 1, -1}).seconds());
        assertThrows(IllegalArgumentException.class, () -> AutocorrelationTime.of(new double[1]));
    }

    @Test
    void aWindowMustLastSixAutocorrelationTimes() {
        AutocorrelationTime tau = new AutocorrelationTime(10.1).max(new AutocorrelationTime(2));
        assertEquals(61, tau.neededSeconds());
        assertEquals(TimeResolution.LOW, tau.resolutionOf(60));
        assertEquals(TimeResolution.ADEQUATE, tau.resolutionOf(61));
    }
}
