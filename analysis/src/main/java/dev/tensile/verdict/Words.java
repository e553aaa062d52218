package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.Interval;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Tolerance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in the sentences of a verdict: with units, and no more digits than they can bear. */
public final class Words {
    private Words() {}

    /** A value of a metric: a latency in seconds or a share. */
    public static String value(Metric metric, double value) {
        return metric instanceof Metric.LatencyQuantile ? seconds(value) : percent(value);
    }

    /** Three significant digits; infinite when the quantile lies among the failures. */
    public static String seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            return "unknown";
        }
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? "beyond the timeout" : "0 ms";
        }
        return seconds < 1 ? significant(seconds * 1000) + " ms" : significant(seconds) + " s";
    }

    /** Two significant digits, at most two decimals. */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "unknown";
        }
        double bounded = Math.max(-1, Math.min(1, share)) * 100;
        double size = Math.abs(bounded);
        int decimals = size >= 10 ? 0 : size >= 1 ? 1 : 2;
        return Quantities.number(BigDecimal.valueOf(bounded)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()) + " %";
    }

    /** The effect of a comparison on its own scale: a value, {@code ×1.3}, or {@code +1.2 points}. */
    public static String effect(Comparison comparison, Tolerance tolerance, double effect) {
        if (!tolerance.isRelative()) {
            return value(comparison.metric(), effect);
        }
        if (Double.isNaN(effect)) {
            return "unknown";
        }
        if (tolerance instanceof Tolerance.LatencyRise) {
            return Double.isInfinite(effect) ? "×∞" : "×" + String.format(Locale.ROOT, "%.2f", effect);
        }
        return (effect < 0 ? "−" : "+") + percent(Math.abs(effect)).replace(" %", " points");
    }

    /** {@code 95 % CI 480–520 ms}. */
    public static String interval95(Comparison comparison, Tolerance tolerance) {
        Interval interval = comparison.effect95();
        return "95 % CI " + effect(comparison, tolerance, interval.lower()) + " to "
                + effect(comparison, tolerance, interval.upper());
    }

    /** A number that may be astronomically large: {@code 340}, {@code 2×10^7}. */
    public static String times(double value) {
        if (Double.isInfinite(value)) {
            return "∞";
        }
        if (value < 10_000) {
            return significant(value);
        }
        BigDecimal leading = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_UP));
        return leading.unscaledValue() + "×10^" + -leading.scale();
    }

    private static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        return rounded.stripTrailingZeros().toPlainString();
    }
}
