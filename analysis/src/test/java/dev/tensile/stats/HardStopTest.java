package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.stats.HardStop.Reason;
import org.junit.jupiter.api.Test;

class HardStopTest {
    @Test
    void stopsWhenHalfOfThreeSecondsFails() {
        HardStop stop = new HardStop();
        assertEquals(Reason.NONE, stop.update(10, 10));
        assertEquals(Reason.NONE, stop.update(10, 5));
        assertEquals(Reason.COLLAPSE, stop.update(10, 0));
        assertEquals(Reason.COLLAPSE, stop.update(10, 0), "a stop is kept");
    }

    @Test
    void aHandfulOfRequestsOrJustUnderHalfIsNotACollapse() {
        HardStop few = new HardStop();
        HardStop underHalf = new HardStop();
        for (int t = 0; t < 10; t++) {
            assertEquals(Reason.NONE, few.update(6, 6));
            assertEquals(Reason.NONE, underHalf.update(101, 50));
        }
    }

    @Test
    void whoeverExpectsMoreThanHalfToFailIsStoppedBeyondThat() {
        HardStop mostMayFail = new HardStop(0.9);
        HardStop allMayFail = new HardStop(1);
        HardStop lessThanHalf = new HardStop(0.1);
        for (int t = 0; t < 10; t++) {
            assertEquals(Reason.NONE, mostMayFail.update(100, 90));
            assertEquals(Reason.NONE, allMayFail.update(100, 100));
            assertEquals(Reason.NONE, lessThanHalf.update(100, 49));
        }
        assertEquals(Reason.COLLAPSE, mostMayFail.update(100, 91));
        lessThanHalf.update(100, 50);
        lessThanHalf.update(100, 50);
        assertEquals(Reason.COLLAPSE, lessThanHalf.update(100, 50));
    }

    @Test
    void fiveSecondsWithoutTelemetryAreBlindnessAndFewerAreNot() {
        HardStop stop = new HardStop();
        for (int t = 0; t < 4; t++) {
            assertEquals(Reason.NONE, stop.updateWithoutTelemetry());
        }
        assertEquals(Reason.NONE, stop.update(10, 0));
        for (int t = 0; t < 4; t++) {
            assertEquals(Reason.NONE, stop.updateWithoutTelemetry());
        }
        assertEquals(Reason.BLIND, stop.updateWithoutTelemetry());
    }

    @Test
    void aGapInTelemetryBreaksTheRow() {
        HardStop stop = new HardStop();
        stop.update(100, 100);
        stop.update(100, 100);
        stop.updateWithoutTelemetry();
        assertEquals(Reason.NONE, stop.update(100, 100));
        assertEquals(Reason.NONE, stop.update(100, 100));
        assertEquals(Reason.COLLAPSE, stop.update(100, 100));
    }
}
