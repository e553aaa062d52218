package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HolmTest {
    /** By hand: 4 x .005, 3 x .01, 2 x .03, then never less than before. */
    @Test
    void agreesWithTheSumDoneByHand() {
        assertArrayEquals(new double[] {.03, .06, .06, .02}, Holm.adjust(.01, .04, .03, .005), 1e-15);
    }

    /** The p-values of Benjamini and Hochberg 1995, section 4.1, where Holm rejects three at 5 %. */
    @Test
    void rejectsThreeOfTheFifteenOfBenjaminiAndHochberg() {
        double[] adjusted = Holm.adjust(
                .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1);
        assertArrayEquals(new double[] {.0015, .0056, .0247, .114}, Arrays.copyOf(adjusted, 4), 1e-15);
        assertEquals(3, Arrays.stream(adjusted).filter(p -> p <= 0.05).count());
        assertEquals(1, adjusted[14]);
    }

    @Test
    void acceptsAnEmptyFamilyAndRefusesWhatIsNoPValue() {
        assertEquals(0, Holm.adjust().length);
        assertThrows(IllegalArgumentException.class, () -> Holm.adjust(0.2, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Holm.adjust(-0.1));
    }
}
