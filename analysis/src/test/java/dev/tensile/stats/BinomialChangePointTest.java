package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinomialChangePointTest {
    private static long[] trials(int seconds) {
        long[] trials = new long[seconds];
        Arrays.fill(trials, 100);
        return trials;
    }

    /** Events with a share of {@code before} until {@code change}, and of {@code after} from then on. */
    private static long[] events(SplittableRandom random, int seconds, int change, double before, double after) {
        long[] events = new long[seconds];
        for (int t = 0; t < seconds; t++) {
            for (int i = 0; i < 100; i++) {
                events[t] += random.nextDouble() < (t < change ? before : after) ? 1 : 0;
            }
        }
        return events;
    }

    private static long[] times(long[] counts, long factor) {
        return Arrays.stream(counts).map(count -> count * factor).toArray();
    }

    @Test
    void aSteadyShareRaisesAnAlarmInNoMoreThanOneInAThousandWindows() {
        SplittableRandom random = new SplittableRandom(17);
        int runs = 1000;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            alarms += BinomialChangePoint.of(events(random, 60, 60, 0.05, 0.05), trials(60))
                            .isShown()
                    ? 1
                    : 0;
        }
        assertTrue(alarms <= runs * (0.001 + 3 * Math.sqrt(0.001 / runs)), "alarms " + alarms);
    }

    @Test
    void anObviousChangeIsFoundWithinASecondOrTwo() {
        SplittableRandom random = new SplittableRandom(18);
        for (int change : new int[] {12, 20, 30, 48}) {
            BinomialChangePoint found = BinomialChangePoint.of(events(random, 60, change, 0.02, 0.2), trials(60));
            assertTrue(found.isShown(), found.toString());
            assertEquals(change, found.second(), 2);
        }
    }

    @Test
    void aShareThatFallsIsAChangeToo() {
        SplittableRandom random = new SplittableRandom(19);
        BinomialChangePoint found = BinomialChangePoint.of(events(random, 60, 25, 0.2, 0.02), trials(60));
        assertTrue(found.isShown());
        assertEquals(25, found.second(), 2);
    }

    /** y = -2.5 -1.5 -2.5 -1.5 1.5 2.5 1.5 2.5, S_4 = -8, and bridges of -.5 0 -.5 on either side: 8 x 64 / 1. */
    @Test
    void theStatisticAgreesWithTheSumDoneByHand() {
        BinomialChangePoint found = BinomialChangePoint.of(
                new long[] {1, 2, 1, 2, 5, 6, 5, 6}, new long[] {10, 10, 10, 10, 10, 10, 10, 10});
        assertEquals(4, found.second());
        assertEquals(512, found.statistic(), 1e-9);
    }

    @Test
    void aShareThatWandersRaisesFewAlarmsThoughNobodySaysHowMuchItDoes() {
        SplittableRandom random = new SplittableRandom(21);
        int runs = 500;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            long[] events = new long[60];
            double wander = 0;
            for (int t = 0; t < events.length; t++) {
                wander = 0.8 * wander + 0.1 * random.nextGaussian();
                events[t] = events(random, 1, 1, 0.05 * Math.exp(wander), 0)[0];
            }
            alarms += BinomialChangePoint.of(events, trials(60)).isShown() ? 1 : 0;
        }
        assertTrue(alarms <= runs * (0.01 + 3 * Math.sqrt(0.01 * 0.99 / runs)), "alarms " + alarms);
    }

    @Test
    void aLargeChangeIsNotTakenForClustering() {
        SplittableRandom random = new SplittableRandom(22);
        for (double after : new double[] {0.2, 0.4, 0.8}) {
            BinomialChangePoint found = BinomialChangePoint.of(events(random, 40, 20, 0.02, after), trials(40));
            assertTrue(found.isShown(), found.toString());
        }
    }

    @Test
    void requestsThatComeInBunchesAreWorthOne() {
        long[] events = events(new SplittableRandom(20), 60, 30, 0.04, 0.07);
        BinomialChangePoint single = BinomialChangePoint.of(events, trials(60));
        BinomialChangePoint bunches = BinomialChangePoint.of(times(events, 4), times(trials(60), 4));
        assertEquals(single.second(), bunches.second());
        assertEquals(1, bunches.statistic() / single.statistic(), 1e-9);
    }

    @Test
    void theEndsAreTooShortToShowAChange() {
        long[] events = new long[40];
        events[39] = 100;
        assertTrue(BinomialChangePoint.of(events, trials(40)).second() <= 34);
        assertTrue(BinomialChangePoint.of(events, trials(40)).second() >= 6);
    }

    @Test
    void whatNeverOrAlwaysHappensDoesNotChange() {
        assertEquals(0, BinomialChangePoint.of(new long[40], trials(40)).statistic());
        assertEquals(0, BinomialChangePoint.of(trials(40), trials(40)).statistic());
        assertEquals(0, BinomialChangePoint.of(new long[40], new long[40]).statistic());
    }

    @Test
    void aPerfectStepIsShown() {
        long[] events = new long[40];
        Arrays.fill(events, 20, 40, 100);
        BinomialChangePoint found = BinomialChangePoint.of(events, trials(40));
        assertEquals(20, found.second());
        assertTrue(found.isShown());
    }

    @Test
    void oneSecondHasNoBeforeAndAfter() {
        assertFalse(BinomialChangePoint.of(new long[] {5}, new long[] {10}).isShown());
    }
}
