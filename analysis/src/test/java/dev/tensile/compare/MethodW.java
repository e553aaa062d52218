package dev.tensile.compare;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * STATISTICS.md §2.3 once more, written down step by step from raw requests and without {@code dev.tensile.stats}.
 *
 * @param value of each request, infinite if it failed
 * @param second of each request, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
record MethodW(double[] value, int[] second, int seconds) {
    /** Estimate, lower and upper limit. */
    record Limits(double estimate, double lower, double upper) {}

    int nu() {
        return Math.max(3, (int) Math.floor(0.25 * Math.pow(seconds, 2 / 3.0)));
    }

    private double[] sorted() {
        double[] sorted = value.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    double quantile(double p) {
        return sorted()[(int) Math.ceil(value.length * p - 1e-9) - 1];
    }

    /** Steps 2 to 4: y_t, V by equally weighted cosines, d. */
    private double designEffect(double p, double threshold) {
        double[] y = new double[seconds];
        for (int i = 0; i < value.length; i++) {
            y[second[i]] += (value[i] <= threshold ? 1 : 0) - p;
        }
        double variance = 0;
        for (int j = 1; j <= nu(); j++) {
            double cosine = 0;
            for (int t = 1; t <= seconds; t++) {
                cosine += y[t - 1] * Math.cos(Math.PI * j * (t - 0.5) / seconds);
            }
            variance += 2.0 / seconds * cosine * cosine / nu();
        }
        return p == 0 || p == 1 ? 1 : Math.max(1, variance / (p * (1 - p) * value.length / seconds));
    }

    double designEffectOfQuantile(double p) {
        return designEffect(p, quantile(p));
    }

    double designEffectOfFailures() {
        return designEffect(1 - failing(), Double.MAX_VALUE);
    }

    double failing() {
        return Arrays.stream(value).filter(Double::isInfinite).count() / (double) value.length;
    }

    private double effectiveN(double d, int nu, double tail) {
        double z = new NormalDistribution().inverseCumulativeProbability(1 - tail);
        double t = new TDistribution(nu).inverseCumulativeProbability(1 - tail);
        return Math.min(value.length, value.length / d * (z / t) * (z / t));
    }

    /** Steps 6 and 7. */
    Limits quantileLimits(double p, double d, int nu, double tail) {
        double n = effectiveN(d, nu, tail);
        BetaDistribution beta = new BetaDistribution(n * p, n * (1 - p));
        double[] sorted = sorted();
        double lower = beta.inverseCumulativeProbability(tail);
        double upper = beta.inverseCumulativeProbability(1 - tail);
        return new Limits(
                quantile(p),
                sorted[(int) Math.ceil(value.length * lower) - 1],
                upper >= 1 - 0.5 / value.length
                        ? Double.POSITIVE_INFINITY
                        : sorted[(int) Math.ceil(value.length * upper) - 1]);
    }

    /** The values that no test of their own excludes, rank by rank. */
    Limits invertedLimits(double p, MethodW reference, double tail) {
        double[] sorted = sorted();
        int rank = (int) Math.ceil(value.length * p - 1e-9);
        double lower = sorted[0];
        double upper = Double.POSITIVE_INFINITY;
        for (int r = 1; r < rank; r++) {
            double share = betaAt(p, sorted[r - 1], reference, tail, tail);
            lower = 1 - shareBeyond(sorted[r - 1]) < share ? sorted[r] : lower;
        }
        for (int r = sorted.length; r >= rank && sorted[r - 1] < Double.POSITIVE_INFINITY; r--) {
            double share = betaAt(p, sorted[r - 1], reference, tail, 1 - tail);
            boolean excluded = share < 1 - 0.5 / value.length && 1 - shareBeyond(sorted[r - 1]) >= share;
            upper = excluded ? sorted[r - 1] : upper;
        }
        return new Limits(quantile(p), lower, upper);
    }

    /** A quantile of the beta distribution, for the clustering of the indicator of a threshold. */
    private double betaAt(double p, double threshold, MethodW reference, double tail, double probability) {
        double share = shareBeyond(threshold);
        double before = reference.shareBeyond(threshold);
        double own = designEffect(1 - share, threshold);
        double d = reference.designEffect(1 - before, threshold);
        double n = effectiveN(Math.max(own, d), own < d ? reference.nu() : nu(), tail);
        return new BetaDistribution(n * p, n * (1 - p)).inverseCumulativeProbability(probability);
    }

    private double shareBeyond(double threshold) {
        return Arrays.stream(value).filter(v -> v > threshold).count() / (double) value.length;
    }

    /** Wilson's interval of the failures with the effective number of requests. */
    Limits failureLimits(double d, int nu, double tail) {
        double p = failing();
        double n = effectiveN(d, nu, tail);
        double z = new NormalDistribution().inverseCumulativeProbability(1 - tail);
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return new Limits(p, Math.max(0, middle - half), middle + half);
    }

    /** MOVER: limits of a - b. */
    static Limits difference(Limits a, Limits b) {
        double d = a.estimate - b.estimate;
        return new Limits(
                d,
                d - Math.hypot(a.estimate - a.lower, b.upper - b.estimate),
                d + Math.hypot(a.upper - a.estimate, b.estimate - b.lower));
    }

    static Limits ratio(Limits a, Limits b) {
        Limits logs = difference(log(a), log(b));
        return new Limits(Math.exp(logs.estimate), Math.exp(logs.lower), Math.exp(logs.upper));
    }

    private static Limits log(Limits limits) {
        return new Limits(Math.log(limits.estimate), Math.log(limits.lower), Math.log(limits.upper));
    }
}
