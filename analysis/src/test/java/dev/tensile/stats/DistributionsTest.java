package dev.tensile.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DistributionsTest {
    /** scipy.stats.beta.ppf([.025, .975], 495, 5). */
    @Test
    void betaBoundsAgreeWithScipy() {
        assertEquals(0.9796038301, Distributions.betaQuantile(495, 5, 0.025), 5e-11);
        assertEquals(0.9967387405, Distributions.betaQuantile(495, 5, 0.975), 5e-11);
    }

    /** R binom::binom.exact(18, 20), as quoted in statsmodels' results_proportion.py. */
    @Test
    void betaBoundsGiveClopperAndPearson() {
        assertEquals(0.6830173, Distributions.betaQuantile(18, 3, 0.025), 5e-8);
        assertEquals(0.9876515, Distributions.betaQuantile(19, 2, 0.975), 5e-8);
    }

    /** scipy.stats.t.isf(.025, 3), t.isf(.05, 6), t.isf(1e-6, 3); norm.isf(.025). */
    @Test
    void criticalValuesAgreeWithScipy() {
        assertEquals(3.1824463052837086, Distributions.tCritical(3, 0.025), 1e-11);
        assertEquals(1.943180280515305, Distributions.tCritical(6, 0.05), 1e-11);
        assertEquals(103.29946778041935, Distributions.tCritical(3, 1e-6), 1e-7);
        assertEquals(1.959963984540054, Distributions.normalCritical(0.025), 1e-13);
    }

    @Test
    void betaQuantilesStayInOrderDownToAFractionOfARequest() {
        for (double n = 0.05; n < 3e5; n *= 1.7) {
            for (double p : new double[] {0.5, 0.95, 0.999}) {
                double lower = Distributions.betaQuantile(n * p, n * (1 - p), 1e-6);
                double upper = Distributions.betaQuantile(n * p, n * (1 - p), 1 - 1e-6);
                assertTrue(lower >= 0 && lower < upper && upper <= 1, "n " + n + ", p " + p);
            }
        }
    }
}
