package dev.tensile.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.specimen.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.00012345, 0.123 ms",
        "0.0425, 42.5 ms",
        "0.123456, 123 ms",
        "1, 1 s",
        "1.2345, 1.23 s",
        "12345, 12300 s",
        "Infinity, beyond the timeout",
        "NaN, unknown"
    })
    void aLatencyHasThreeDigitsAndAUnit(double seconds, String expected) {
        assertEquals(expected, Words.seconds(seconds));
        assertEquals(expected, Words.value(Scenario.P95, seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.00004, 0 %",
        "0.00126, 0.13 %",
        "0.0126, 1.3 %",
        "0.126, 13 %",
        "1, 100 %",
        "Infinity, 100 %",
        "NaN, unknown"
    })
    void aShareIsAPercentage(double share, String expected) {
        assertEquals(expected, Words.percent(share));
        assertEquals(expected, Words.value(Scenario.ERRORS, share));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.234, 1.23",
        "340, 340",
        "9999, 10000",
        "20000, 2×10^4",
        "99999, 1×10^5",
        "2.4e7, 2×10^7",
        "9.7e7, 1×10^8",
        "Infinity, ∞"
    })
    void anEvidenceMayBeAstronomical(double value, String expected) {
        assertEquals(expected, Words.times(value));
    }
}
