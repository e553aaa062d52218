package dev.tensile.compare;

import static dev.tensile.specimen.Conduct.CALM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.run.Ending;
import dev.tensile.run.Run;
import dev.tensile.specimen.Scenario;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Run RUN = Scenario.shop()
            .rung(CALM.withFailing(0.1).withLag(3))
            .rung(CALM.cutAfter(9))
            .ending(Ending.STOPPED, "Ctrl-C")
            .run();

    @Test
    void theFirstSecondsAreLeftOut() {
        assertEquals(40, Windows.baseline(RUN, "shopping").orElseThrow().seconds());
        assertEquals(30, Windows.hold(RUN, "shopping", 1).orElseThrow().seconds());
    }

    @Test
    void aHoldThatWasCutShortIsTakenWhole() {
        assertFalse(Windows.wasCutShort(RUN, 1));
        assertTrue(Windows.wasCutShort(RUN, 2));
        assertEquals(9, Windows.hold(RUN, "shopping", 2).orElseThrow().seconds());
    }

    @Test
    void everySecondHasItsOwnCounts() {
        RunWindow window = Windows.hold(RUN, "shopping", 1).orElseThrow();
        assertTrue(Arrays.stream(window.perSecond()).allMatch(count -> count == 200));
        assertEquals(6000, window.requests());
        assertEquals(window.failures(), Arrays.stream(window.failed()).sum());
        assertEquals(0.1, window.failures() / 6000.0, 0.02);
        assertEquals(0, Arrays.stream(window.degraded()).sum());
        assertEquals(3_000_000, window.lag()[0]);
    }

    @Test
    void aRequestBelongsToTheSecondInWhichItWasDue() {
        RunWindow window = RunWindow.of(RUN, "shopping", 10 * SECOND + 2_500_000, 14 * SECOND + 2_500_001)
                .orElseThrow();
        assertEquals(4, window.seconds());
        assertEquals(800, window.requests());
    }

    @Test
    void thereIsNoWindowWithoutTimeOrRequests() {
        assertTrue(RunWindow.of(RUN, "shopping", 0, 4 * SECOND - 1).isEmpty());
        assertTrue(RunWindow.of(RUN, "shopping", 9 * SECOND, SECOND).isEmpty());
        assertTrue(RunWindow.of(RUN, "browsing", 0, 40 * SECOND).isEmpty());
        assertTrue(RunWindow.of(RUN, "shopping", 900 * SECOND, 940 * SECOND).isEmpty());
        assertTrue(Windows.hold(RUN, "shopping", 3).isEmpty());
    }

    @Test
    void anIntervalTurnedRoundIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
    }
}
