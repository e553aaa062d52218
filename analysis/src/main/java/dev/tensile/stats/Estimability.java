package dev.tensile.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Whether a window holds enough to estimate from: at least 30 seconds, 200 requests and, for a quantile, 10 requests expected
 * above it. The first condition that fails is named.
 */
public enum Estimability {
    ESTIMABLE,
    TOO_FEW_SECONDS,
    TOO_FEW_REQUESTS,
    TOO_FEW_ABOVE_QUANTILE;

    public static final int MINIMUM_SECONDS = 30;
    public static final int MINIMUM_REQUESTS = 200;
    public static final int MINIMUM_ABOVE_QUANTILE = 10;

    /** For a proportion among {@code n} requests. */
    public static Estimability ofProportion(int seconds, long n) {
        if (seconds < MINIMUM_SECONDS) {
            return TOO_FEW_SECONDS;
        }
        return n < MINIMUM_REQUESTS ? TOO_FEW_REQUESTS : ESTIMABLE;
    }

    /** For the p-quantile of {@code n} requests, p in (0, 1). */
    public static Estimability ofQuantile(int seconds, long n, double p) {
        Estimability window = ofProportion(seconds, n);
        double above = n * (1 - Require.probability("p", p));
        boolean few = above < MINIMUM_ABOVE_QUANTILE - 1e-9;
        return window == ESTIMABLE && few ? TOO_FEW_ABOVE_QUANTILE : window;
    }

    /** For the p-quantile of a window, p in (0, 1). */
    public static Estimability ofQuantile(Window window, double p) {
        return ofQuantile(window.seconds(), window.count(), p);
    }

    /** The highest of the candidates that can be estimated from the window: what to fall back to. */
    public static OptionalDouble highestQuantile(Window window, double... candidates) {
        return Arrays.stream(candidates)
                .filter(p -> ofQuantile(window, p) == ESTIMABLE)
                .max();
    }
}
