package dev.tensile.stats;

import java.util.function.DoublePredicate;

/** P-values from confidence limits. */
final class Tails {
    static final double SMALLEST = 1e-6;

    private Tails() {}

    /**
     * The smallest one-sided tail at which something is shown, by 40 bisections of [1e-6, 0.5].
     *
     * @param shown whether it is shown at a tail; once shown, it is shown at every larger one
     * @return 1 if it is not shown at any tail below one half, never below 1e-6
     */
    static double smallest(DoublePredicate shown) {
        double yes = Math.nextDown(0.5);
        double no = SMALLEST;
        if (!shown.test(yes)) {
            return 1;
        }
        if (shown.test(no)) {
            return SMALLEST;
        }
        for (int step = 0; step < 40; step++) {
            double middle = (yes + no) / 2;
            if (shown.test(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return yes;
    }
}
