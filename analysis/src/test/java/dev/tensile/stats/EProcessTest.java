package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.stats.Evidence.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unless another oracle is named, expected numbers come from a Python implementation that sums over every bet one by one. */
class EProcessTest {
    private static final int[] EVENTS = {0, 1, 0, 2, 0, 1, 0, 0, 1, 0, 5, 6, 4, 7, 5, 6, 5, 4, 6, 5};
    private static final int[] TARGET = {3, 4, 2, 5, 6, 4, 5, 7, 6, 5};
    private static final int[] CONTROL = {1, 0, 1, 0, 0, 1, 0, 0, 1, 0};

    private static OneArmEProcess oneArm(double designEffect, int burstSeconds) {
        return new OneArmEProcess(0.015, new EProcessSettings(0.01, EVENTS.length, 5, designEffect, burstSeconds));
    }

    private static Evidence feed(OneArmEProcess process, long trials, int... events) {
        Evidence evidence = process.update(0, 0);
        for (int e : events) {
            evidence = process.update(trials, e);
        }
        return evidence;
    }

    /** One second, one start, no cap; the mean over the eight odds ratios, computed apart with math.log and math.exp. */
    @ParameterizedTest
    @CsvSource({
        "10, 200, 1, 3.656697",
        "10, 200, 4, .383842",
        "3, 200, 1, -1.865342",
        "0, 1000, 1, -9.550855",
        "50, 1000, 1, 23.337098"
    })
    void evidenceOfOneSecondAgrees(long events, long trials, double designEffect, double logE) {
        EProcessSettings settings = new EProcessSettings(0.01, 1, 1, designEffect, 0);
        assertEquals(
                logE, new OneArmEProcess(0.015, settings).update(trials, events).logE(), 5e-7);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 14, 4.66022044946393, 14.259363316150415, 0.05911594763728864",
        "2, 5, 15, 4.280546785401343, 13.657158334882409, 0.04543105242931096",
        "1, 0, 12, 22.05326279336532, 55.32977666578437, 0.05974384459548967"
    })
    void oneArmAgreesWithTheSumOverEveryBet(
            double designEffect, int burstSeconds, int stop, double logE14, double logE20, double lowerBound) {
        OneArmEProcess process = oneArm(designEffect, burstSeconds);
        Evidence evidence = process.update(50, EVENTS[0]);
        for (int t = 1; t < EVENTS.length; t++) {
            evidence = process.update(50, EVENTS[t]);
            if (evidence.second() == 14) {
                assertEquals(logE14, evidence.logE(), 1e-10);
            }
            assertEquals(t + 1 < stop ? Decision.CONTINUE : Decision.STOP, evidence.decision());
        }
        assertEquals(stop, evidence.stoppedAt().orElseThrow());
        assertEquals(logE20, evidence.logE(), 1e-10);
        assertEquals(Math.exp(-logE20), evidence.pValue(), 1e-15);
        assertEquals(lowerBound, process.lowerBound(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"100, 7.4661503361381865, 2.608292305348603", "300, 28.849908416200005, 7.824876916045809"})
    void twoArmAgreesWithTheSumOverEveryBet(long controlTrials, double maxLogE, double lowerBound) {
        TwoArmEProcess process = new TwoArmEProcess(2, EProcessSettings.twoArm(0.01, TARGET.length));
        Evidence evidence = process.update(100, TARGET[0], controlTrials, CONTROL[0]);
        for (int t = 1; t < TARGET.length; t++) {
            evidence = process.update(100, TARGET[t], controlTrials, CONTROL[t]);
        }
        assertEquals(maxLogE, evidence.maxLogE(), 1e-10);
        assertEquals(lowerBound, process.lowerBound(), 1e-8);
    }

    @Test
    void twoArmStopsAtTheEighthSecond() {
        TwoArmEProcess process = new TwoArmEProcess(2, EProcessSettings.twoArm(0.01, TARGET.length));
        for (int t = 0; t < 7; t++) {
            assertEquals(
                    Decision.CONTINUE,
                    process.update(100, TARGET[t], 100, CONTROL[t]).decision());
        }
        assertEquals(
                8, process.update(100, TARGET[7], 100, CONTROL[7]).stoppedAt().orElseThrow());
    }

    @Test
    void aBurstOfThreeSecondsAloneNeverStops() {
        OneArmEProcess process = oneArm(1, 5);
        Evidence evidence = feed(process, 1000, 0, 0, 1000, 1000, 1000, 0, 0, 0, 0, 0, 0);
        assertEquals(Decision.CONTINUE, evidence.decision());
        assertEquals(Decision.STOP, feed(oneArm(1, 0), 1000, 1000).decision());
    }

    @Test
    void harmThatBeginsLateIsFoundAsFastAsHarmThatBeginsAtOnce() {
        OneArmEProcess late = new OneArmEProcess(0.015, EProcessSettings.oneArm(0.01, 120));
        OneArmEProcess atOnce = new OneArmEProcess(0.015, EProcessSettings.oneArm(0.01, 120));
        for (int t = 0; t < 60; t++) {
            late.update(200, 1);
        }
        int lateStop = 0;
        int stop = 0;
        for (int t = 0; t < 20; t++) {
            lateStop = late.update(200, 12).stoppedAt().orElse(0);
            stop = atOnce.update(200, 12).stoppedAt().orElse(0);
        }
        assertTrue(stop >= 4 && stop <= 8, "stopped at " + stop);
        assertTrue(lateStop - 60 <= stop + 2, "stopped at " + lateStop + " instead of " + stop);
    }

    @Test
    void aStopIsKeptAndItsLowerBoundIsAboveTheLimit() {
        OneArmEProcess process = oneArm(1, 5);
        Evidence stopped = feed(process, 100, 20, 20, 20, 20, 20, 20, 20, 20);
        Evidence later = feed(process, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(Decision.STOP, later.decision());
        assertEquals(stopped.stoppedAt(), later.stoppedAt());
        assertTrue(later.logE() < later.maxLogE());
        assertTrue(process.lowerBound() > 0.015 && process.lowerBound() < 0.2);
    }

    @Test
    void withoutEventsThereIsNoEvidenceAndNoBound() {
        OneArmEProcess process = oneArm(1, 5);
        Evidence evidence = feed(process, 100, 0, 0, 0, 0, 0, 0);
        assertEquals(1, evidence.pValue());
        assertEquals(0, process.lowerBound());
        TwoArmEProcess arms = new TwoArmEProcess(2, EProcessSettings.twoArm(0.01, 10));
        assertEquals(0, arms.update(0, 0, 0, 0).logE(), 1e-12);
        assertEquals(0, arms.update(10, 1, 0, 0).logE(), 1e-12, "no control, no comparison");
        assertEquals(0, arms.lowerBound());
    }

    @Test
    void refusesMoreEventsThanTrialsAndSettingsWithoutMeaning() {
        assertThrows(IllegalArgumentException.class, () -> oneArm(1, 5).update(3, 4));
        assertThrows(IllegalArgumentException.class, () -> oneArm(0.5, 5));
        assertThrows(IllegalArgumentException.class, () -> EProcessSettings.oneArm(0, 60));
        assertThrows(IllegalArgumentException.class, () -> new TwoArmEProcess(0, EProcessSettings.twoArm(0.01, 60)));
    }
}
