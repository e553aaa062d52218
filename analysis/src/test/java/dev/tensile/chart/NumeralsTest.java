package dev.tensile.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.Tolerance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumeralsTest {
    private static final Tolerance BELOW = new Tolerance.LatencyBelow(Duration.ofSeconds(1));
    private static final Tolerance RATE = new Tolerance.ShareBelow(Share.ofPercent(1));
    private static final Tolerance RISE = new Tolerance.LatencyRise(0.2);
    private static final Tolerance POINTS = new Tolerance.ShareRise(Share.ofPercent(1));

    private static String write(Tolerance tolerance, double value, double lower, double upper) {
        return Numerals.effect(tolerance, value, new Interval(lower, upper));
    }

    @Test
    void writesNoMoreDigitsThanTheIntervalSupports() {
        assertEquals("467 ms (95 % interval 463–472 ms)", write(BELOW, 0.46731, 0.4627, 0.4721));
        assertEquals("1.24 s (95 % interval 0.98–1.51 s)", write(BELOW, 1.2412, 0.981, 1.508));
        assertEquals("×1.03 (95 % interval ×0.96–×1.11)", write(RISE, 1.031, 0.958, 1.112));
        assertEquals("4.9 % (95 % interval 4.2–5.7 %)", write(RATE, 0.0487, 0.0415, 0.057));
        assertEquals("+1.65 points (95 % interval +1.45 to +1.85 points)", write(POINTS, 0.0165, 0.0145, 0.0185));
    }

    @Test
    void saysWhichBoundIsMissing() {
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(
                "beyond the timeout (95 % interval beyond the timeout)", write(BELOW, infinite, infinite, infinite));
        assertEquals("412 ms (95 % interval from 350 ms, no upper bound)", write(BELOW, 0.412, 0.35, infinite));
    }

    @Test
    void neverRoundsToNothingOrToEverything() {
        assertEquals("0 %", Numerals.percent(0));
        assertEquals("< 0.01 %", Numerals.percent(0.00001));
        assertEquals("> 99 %", Numerals.percent(0.9999));
        assertEquals("100 %", Numerals.percent(1));
    }
}
