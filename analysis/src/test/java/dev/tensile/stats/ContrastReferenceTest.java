package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headline values of an independent Python (NumPy, SciPy) implementation of the same formulas on {@link Portable} data. */
class ContrastReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "0.50, 1.2934543756010406, 1.2256378493059952, 1.3915289030311104",
        "0.95, 1.2977043090506506, 1.0495818612891075, 1.748167280124522",
        "0.99, 1.195036929073952, 0.5918291310720252, 2.0257309537381887"
    })
    void ratioAndItsLimitsAgreeWithTheReferenceImplementation(double p, double ratio, double lower, double upper) {
        ContrastInterval interval =
                Contrast.ratioOfQuantiles(Portable.STAGE, Portable.BASELINE, p).interval(Interval.TAIL_95);
        assertEquals(ratio, interval.estimate(), 1e-10);
        assertEquals(lower, interval.lower(), 1e-10);
        assertEquals(upper, interval.upper(), 1e-10);
    }
}
