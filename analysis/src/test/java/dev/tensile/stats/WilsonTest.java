package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WilsonTest {
    /** Newcombe 1998, Statistics in Medicine 17:857, Table I method 3; to the four digits printed. */
    @ParameterizedTest
    @CsvSource({"81, 263, .2553, .3662", "15, 148, .0624, .1605", "0, 20, 0, .1611", "1, 29, .0061, .1718"})
    void agreesWithNewcombesTable(double events, double n, double lower, double upper) {
        assertEquals(lower, Wilson.lower(events / n, n, Interval.TAIL_95), 5e-5);
        assertEquals(upper, Wilson.upper(events / n, n, Interval.TAIL_95), 5e-5);
    }

    /** R binom::binom.wilson(18, 20), as quoted in statsmodels' results_proportion.py. */
    @Test
    void agreesWithBinom() {
        assertEquals(0.6989664, Wilson.lower(0.9, 20, Interval.TAIL_95), 5e-8);
        assertEquals(0.9721335, Wilson.upper(0.9, 20, Interval.TAIL_95), 5e-8);
    }

    /** R DescTools::BinomCI(100, 200), two-sided and one-sided .95, as quoted in statsmodels' tests. */
    @Test
    void agreesWithDescTools() {
        assertEquals(0.4313609, Wilson.lower(0.5, 200, Interval.TAIL_95), 5e-8);
        assertEquals(0.5686391, Wilson.upper(0.5, 200, Interval.TAIL_95), 5e-8);
        assertEquals(0.557765, Wilson.upper(0.5, 200, Interval.TAIL_90), 5e-7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.3, 0.5, 0.97, 1})
    void countingSuccessesInsteadOfFailuresMirrorsTheLimits(double share) {
        assertEquals(1 - Wilson.upper(1 - share, 37.5, 0.01), Wilson.lower(share, 37.5, 0.01), 1e-15);
    }
}
