package dev.tensile.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down adjustment: rejecting where the adjusted p-value is at most alpha keeps the chance of any false rejection in
 * the family at alpha, whatever the dependence. Source: Holm, "A simple sequentially rejective multiple test procedure",
 * Scandinavian J. Statistics 6 (1979) 65.
 */
public final class Holm {
    private Holm() {}

    /**
     * Adjusted p-values in the order given: the running maximum of min(1, (m - i + 1) p_(i)) from the smallest up.
     *
     * @param pValues each in [0, 1]; may be empty
     */
    public static double[] adjust(double... pValues) {
        int family = pValues.length;
        int[] order = IntStream.range(0, family)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[family];
        double largest = 0;
        for (int i = 0; i < family; i++) {
            double p = pValues[order[i]];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value must be in [0, 1], was " + p);
            }
            largest = Math.max(largest, Math.min(1, (family - i) * p));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
