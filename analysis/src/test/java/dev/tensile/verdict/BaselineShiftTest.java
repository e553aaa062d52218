package dev.tensile.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineShiftTest {
    @ParameterizedTest
    @CsvSource({
        "true, 0.010, 0.013, true",
        "true, 0.013, 0.010, true",
        "true, 0.010, 0.012, false",
        "true, 0.001, 0.003, false",
        "false, 0.010, 0.100, false",
        "true, 0.010, Infinity, true",
        "true, Infinity, Infinity, true",
        "true, 0.010, NaN, false",
        "true, NaN, 0.010, false",
    })
    void mattersIfItIsShownAndLargeAndBothPartsAreKnown(boolean shown, double before, double after, boolean matters) {
        assertEquals(matters, new BaselineShift(10, shown, before, after, 0.002).isRelevant());
    }
}
