package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Error rates under the null hypothesis with fixed seeds; each bound is the requirement plus three binomial standard errors. */
class SimulationTest {
    private static double bound(double requirement, int runs) {
        return requirement + 3 * Math.sqrt(requirement * (1 - requirement) / runs);
    }

    /** Independent requests, log-normal (sigma .35, median 20 ms) with 2 % of Pareto(2.5) from three times the median on. */
    private static Window independent(SplittableRandom random, int seconds, int perSecond, double scale) {
        double[] values = new double[seconds * perSecond];
        int[] second = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double body = Math.exp(0.35
                    * Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                    * Math.cos(2 * Math.PI * random.nextDouble()));
            double tail = 3 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
            values[i] = scale * 20 * (random.nextDouble() < 0.02 ? tail : body);
            second[i] = random.nextInt(seconds);
        }
        return Window.of(values, second, seconds);
    }

    @Test
    void independentRequestsAreRarelyFoundDifferentAndAShiftNearlyAlways() {
        SplittableRandom random = new SplittableRandom(20240601);
        int runs = 100;
        double[] probabilities = {0.5, 0.95, 0.99};
        int[] falseAlarms = new int[3];
        int[] found = new int[3];
        for (int run = 0; run < runs; run++) {
            Window reference = independent(random, 120, 200, 1);
            Window same = independent(random, 60, 200, 1);
            Window shifted = independent(random, 60, 200, 1.5);
            for (int i = 0; i < probabilities.length; i++) {
                ContrastInterval unchanged = Contrast.ratioOfQuantiles(same, reference, probabilities[i])
                        .interval(Interval.TAIL_95);
                falseAlarms[i] += unchanged.lower() > 1 || unchanged.upper() < 1 ? 1 : 0;
                double lower = Contrast.ratioOfQuantiles(shifted, reference, probabilities[i])
                        .lower(Interval.TAIL_95);
                found[i] += lower > 1 ? 1 : 0;
            }
        }
        for (int i = 0; i < probabilities.length; i++) {
            assertTrue(falseAlarms[i] <= bound(0.02, runs) * runs, "p " + probabilities[i] + ": " + falseAlarms[i]);
            assertTrue(found[i] >= 0.9 * runs, "p " + probabilities[i] + ": only " + found[i] + " found");
        }
    }

    @Test
    void aGuardExactlyAtItsLimitStopsInNoMoreThanAlphaOfTheRuns() {
        SplittableRandom random = new SplittableRandom(7);
        int runs = 1000;
        int stopped = 0;
        int stoppedPlain = 0;
        int stoppedArms = 0;
        for (int run = 0; run < runs; run++) {
            OneArmEProcess guard = new OneArmEProcess(0.015, EProcessSettings.oneArm(0.01, 120));
            OneArmEProcess plain =
                    new OneArmEProcess(0.015, EProcessSettings.oneArm(0.01, 120).withBurstSeconds(0));
            TwoArmEProcess arms = new TwoArmEProcess(3, EProcessSettings.twoArm(0.01, 120));
            Evidence last = guard.update(0, 0);
            Evidence lastPlain = plain.update(0, 0);
            Evidence lastArms = arms.update(0, 0, 0, 0);
            for (int t = 1; t < 120; t++) {
                int events = binomial(random, 100, 0.015);
                last = guard.update(100, events);
                lastPlain = plain.update(100, events);
                lastArms = arms.update(100, events, 100, binomial(random, 100, 0.005));
            }
            stopped += last.stoppedAt().isPresent() ? 1 : 0;
            stoppedPlain += lastPlain.stoppedAt().isPresent() ? 1 : 0;
            stoppedArms += lastArms.stoppedAt().isPresent() ? 1 : 0;
        }
        assertTrue(stopped <= bound(0.01, runs) * runs, "stopped " + stopped);
        assertTrue(stoppedPlain <= bound(0.01, runs) * runs, "stopped without cap " + stoppedPlain);
        assertTrue(stoppedArms <= bound(0.01, runs) * runs, "stopped with two arms " + stoppedArms);
    }

    /** Medians at 200 requests a second: 5 % of errors within 7 s, 10 % and 50 % within 5 s. */
    @Test
    void aGuardFindsHarmInSeconds() {
        SplittableRandom random = new SplittableRandom(11);
        assertTrue(medianDelay(random, 0.05) <= 7);
        assertTrue(medianDelay(random, 0.10) <= 5);
        assertTrue(medianDelay(random, 0.50) <= 5);
    }

    private static int medianDelay(SplittableRandom random, double rate) {
        int[] delays = new int[101];
        for (int run = 0; run < delays.length; run++) {
            OneArmEProcess guard = new OneArmEProcess(0.015, EProcessSettings.oneArm(0.01, 120));
            delays[run] = 121;
            for (int t = 0; t < 120 && delays[run] > 120; t++) {
                delays[run] = guard.update(200, binomial(random, 200, rate))
                        .stoppedAt()
                        .orElse(121);
            }
        }
        Arrays.sort(delays);
        return delays[delays.length / 2];
    }

    private static int binomial(SplittableRandom random, int trials, double probability) {
        int events = 0;
        for (int i = 0; i < trials; i++) {
            events += random.nextDouble() < probability ? 1 : 0;
        }
        return events;
    }
}
