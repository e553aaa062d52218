package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.stats.MoreSeconds.Advice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowEstimateTest {
    /** Student's t with 3 degrees of freedom at one-sided 5 %, from any table. */
    private static final double T_3 = 2.353363;

    private static ProportionEstimate proportion(long events, long trials, int seconds) {
        long[] of = new long[seconds];
        long[] all = new long[seconds];
        Arrays.fill(of, events);
        Arrays.fill(all, trials);
        return ProportionEstimate.of(of, all);
    }

    @Test
    void theSecondsFollowFromTheHalfWidthThatFacesTheLimit() {
        ProportionEstimate share = proportion(1, 50, 40);
        double limit = 0.022;
        double needed = (limit - 0.02) / (T_3 + 0.84);
        double error = (share.upper(0.05) - 0.02) / T_3;
        MoreSeconds more = share.toShowAtMost(limit, Scale.DIFFERENCE);
        assertEquals(Advice.LENGTHEN_TARGET, more.advice());
        assertEquals(Math.ceil(40 * (error * error / (needed * needed) - 1)), (double) more.seconds(), 1);
    }

    @Test
    void aQuantileIsWorkedOutOnTheLogarithm() {
        QuantileEstimate p95 = QuantileEstimate.of(Portable.BASELINE, 0.95);
        double limit = 1.1 * p95.estimate();
        int nu = p95.designEffect().nu();
        double t = Distributions.tCritical(nu, 0.05);
        double needed = Math.log(1.1) / (t + 0.84);
        double error = Math.log(p95.upper(0.05) / p95.estimate()) / t;
        MoreSeconds more = p95.toShowAtMost(limit, Scale.RATIO);
        assertEquals(Advice.LENGTHEN_TARGET, more.advice());
        assertEquals(Math.ceil(120 * (error * error / (needed * needed) - 1)), (double) more.seconds(), 1);
    }

    /** Four million requests without a failure are as good as knowing that there is none. */
    @Test
    void itIsTheContrastWithAReferenceThatIsKnownExactly() {
        ProportionEstimate share = proportion(1, 50, 40);
        Contrast contrast = Contrast.differenceOfProportions(share, proportion(0, 100_000_000, 40));
        assertEquals(
                (double) contrast.toShowAtMost(0.022).seconds(),
                (double) contrast.target().toShowAtMost(0.022, Scale.DIFFERENCE).seconds(),
                1);
    }

    @Test
    void whatIsShownWithPowerToSpareNeedsNoMore() {
        MoreSeconds more = proportion(1, 50, 40).toShowAtMost(0.5, Scale.DIFFERENCE);
        assertEquals(new MoreSeconds(Advice.LENGTHEN_TARGET, 0), more);
    }

    @Test
    void theCloserTheLimitTheLongerItTakes() {
        ProportionEstimate share = proportion(1, 50, 40);
        long before = 0;
        for (double limit : new double[] {0.03, 0.026, 0.023, 0.021, 0.0201}) {
            long more = share.toShowAtMost(limit, Scale.DIFFERENCE).seconds();
            assertTrue(more > before, limit + ": " + more);
            before = more;
        }
    }

    @Test
    void atTheLimitOrBeyondTimeWillNotDo() {
        ProportionEstimate share = proportion(1, 50, 40);
        assertEquals(
                Advice.BEYOND_MARGIN, share.toShowAtMost(0.02, Scale.DIFFERENCE).advice());
        assertEquals(
                Advice.BEYOND_MARGIN, share.toShowAtMost(0.01, Scale.DIFFERENCE).advice());
    }

    @Test
    void aQuantileAmongTheFailuresIsBeyondAnyLimit() {
        double[] values = new double[1200];
        int[] second = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 10 == 0 ? Double.POSITIVE_INFINITY : 1 + i % 7;
            second[i] = i / 20;
        }
        Window window = Window.of(values, second, 60);
        assertEquals(
                Advice.BEYOND_MARGIN,
                QuantileEstimate.of(window, 0.95)
                        .toShowAtMost(1000, Scale.RATIO)
                        .advice());
        assertEquals(
                Advice.UNKNOWN,
                QuantileEstimate.of(window, 0.895)
                        .toShowAtMost(1000, Scale.RATIO)
                        .advice());
    }
}
