package dev.tensile.stats;

import java.util.Arrays;

/**
 * Integrated autocorrelation time tau of a per-second series: one second in tau tells something new.
 *
 * <p>tau = 1 + 2 sum_k rho_k, the sum ended by the initial positive sequence: pairs rho_2m + rho_2m+1 are added while they are
 * positive. Source: Geyer, "Practical Markov Chain Monte Carlo", Statistical Science 7 (1992) 473. About (1+phi)/(1-phi) for an
 * AR(1) series; never reported below 1. In a window shorter than some multiples of tau the estimate is itself too small.
 *
 * @param seconds tau in seconds, at least 1
 */
public record AutocorrelationTime(double seconds) {
    /** A window must last this many autocorrelation times before "no worse" may be concluded from it. */
    public static final int WINDOW_MULTIPLE = 6;

    public AutocorrelationTime {
        if (!(seconds >= 1) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("autocorrelation time must be finite and >= 1 s, was " + seconds);
        }
    }

    /** Of a series with one value for each second, at least 2; 1 second for a constant series. */
    public static AutocorrelationTime of(double[] series) {
        if (series.length < 2) {
            throw new IllegalArgumentException("an autocorrelation needs at least 2 seconds, had " + series.length);
        }
        double mean = Arrays.stream(series).average().orElseThrow();
        double variance = autocovariance(series, mean, 0);
        if (variance == 0) {
            return new AutocorrelationTime(1);
        }
        double sum = 0;
        for (int lag = 0; lag + 1 < series.length; lag += 2) {
            double pair = autocovariance(series, mean, lag) + autocovariance(series, mean, lag + 1);
            if (pair <= 0) {
                break;
            }
            sum += pair;
        }
        return new AutocorrelationTime(Math.max(1, 2 * sum / variance - 1));
    }

    /** Of the per-second counts around the median, y_t = sum_{i in t} (1{X_i &lt;= q} - 1/2). */
    public static AutocorrelationTime of(Window window) {
        long[] atMost = window.atMostPerSecond(window.quantile(0.5));
        return of(Series.deviations(atMost, window.countPerSecond(), 0.5));
    }

    /** The longer of the two. */
    public AutocorrelationTime max(AutocorrelationTime other) {
        return seconds >= other.seconds ? this : other;
    }

    /** Seconds a window must last to be adequate, ceil(6 tau). */
    public long neededSeconds() {
        return (long) Math.ceil(WINDOW_MULTIPLE * seconds);
    }

    /** Whether a window of that length resolves this autocorrelation: length / tau is at least 6. */
    public TimeResolution resolutionOf(int windowSeconds) {
        return windowSeconds / seconds < WINDOW_MULTIPLE ? TimeResolution.LOW : TimeResolution.ADEQUATE;
    }

    /** Whether a window is long enough for its autocorrelation. */
    public enum TimeResolution {
        ADEQUATE,
        /** Too short: harm may still be concluded, absence of harm may not. */
        LOW
    }

    private static double autocovariance(double[] series, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < series.length; t++) {
            sum += (series[t] - mean) * (series[t - lag] - mean);
        }
        return sum / series.length;
    }
}
