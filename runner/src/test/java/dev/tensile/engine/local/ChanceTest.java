package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChanceTest {
    private static final int MANY = 400_000;

    /** With a correlation fewer strikes are independent, so the count scatters more. */
    @ParameterizedTest
    @CsvSource({"0.01, 0", "0.01, 0.5", "0.1, 0", "0.1, 0.5", "0.1, 0.9", "0.5, 0.9", "1, 0", "1, 0.5"})
    void strikesAreAsManyAsAskedAtAnyCorrelation(double portion, double correlation) {
        Chance chance = new Chance(portion, correlation, 11);
        int strikes = 0;
        int again = 0;
        boolean before = false;
        for (int i = 0; i < MANY; i++) {
            boolean strikes1 = chance.strikes();
            strikes += strikes1 ? 1 : 0;
            again += strikes1 && before ? 1 : 0;
            before = strikes1;
        }
        assertEquals(portion, strikes / (double) MANY, portion * 0.05);
        if (correlation > 0 && portion < 1) {
            assertTrue(again > 1.2 * portion * strikes, again + " pairs of " + strikes);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.5"})
    void theSeedDecides(double portion) {
        Chance one = new Chance(portion, 0.5, 3);
        Chance other = new Chance(portion, 0.5, 3);
        for (int i = 0; i < 1000; i++) {
            assertEquals(one.strikes(), other.strikes());
            assertEquals(one.strikesAgain(), other.strikesAgain());
            assertEquals(one.below(8), other.below(8));
        }
    }
}
