package dev.tensile.chart;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Tolerance;
import java.util.Locale;

/**
 * How measured numbers are written: with a unit, and with no more digits than their interval supports. The last digit
 * written is the first of the interval's half-width, or the second if the first is a 1 or a 2; when the interval is open,
 * it is the third of the value itself.
 */
public final class Numerals {
    private Numerals() {}

    /** {@code 412 ms (95 % interval 377–455 ms)}. */
    public static String effect(Tolerance tolerance, double value, Interval interval) {
        return effect(tolerance, value, interval, true);
    }

    /** An effect on the scale of its tolerance, with or without its interval. */
    public static String effect(Tolerance tolerance, double value, Interval interval, boolean withInterval) {
        Form form = Form.of(tolerance, value, interval);
        return withInterval ? form.write(value) + " (95 % interval " + form.write(interval) + ")" : form.write(value);
    }

    /** An effect without an interval, such as one that could have been detected: two significant digits. */
    public static String rough(Tolerance tolerance, double value) {
        return Form.of(tolerance, value, new Interval(value - Math.abs(value) / 4, value + Math.abs(value) / 4))
                .write(value);
    }

    /** Only the interval of an effect. */
    public static String interval(Tolerance tolerance, double value, Interval interval) {
        return Form.of(tolerance, value, interval).write(interval);
    }

    /** Seconds, three significant digits: {@code 41.3 ms}, {@code 1.24 s}. */
    public static String latency(double seconds) {
        return Form.latency(seconds, Interval.UNBOUNDED).write(seconds);
    }

    /** A share in percent, two significant digits, at most two decimals: {@code 0.31 %}, {@code 12 %}, {@code 100 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        int decimals = percent >= 10 || percent == 0 ? 0 : percent >= 1 ? 1 : 2;
        String text = fixed(percent, decimals);
        if (percent > 0 && Double.parseDouble(text) == 0) {
            return "< 0.01 %";
        }
        return percent < 100 && "100".equals(text) ? "> 99 %" : text + " %";
    }

    /** A count with thin groups of three: {@code 40 213}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    /** A unit, a factor into it, and how many decimals. */
    private record Form(double factor, int decimals, String before, String unit, boolean signed) {
        static Form of(Tolerance tolerance, double value, Interval interval) {
            if (tolerance instanceof Tolerance.LatencyBelow) {
                return latency(value, interval);
            }
            if (tolerance instanceof Tolerance.LatencyRise) {
                return new Form(1, decimals(value, interval, 1), "×", "", false);
            }
            boolean relative = tolerance instanceof Tolerance.ShareRise;
            int decimals = Math.max(1, Math.min(3, decimals(value, interval, 100)));
            return new Form(100, decimals, "", relative ? " points" : " %", relative);
        }

        static Form latency(double seconds, Interval interval) {
            boolean milliseconds = Math.abs(Double.isFinite(seconds) ? seconds : finite(interval.lower())) < 1;
            double factor = milliseconds ? 1000 : 1;
            return new Form(factor, decimals(seconds, interval, factor), "", milliseconds ? " ms" : " s", false);
        }

        private static double finite(double value) {
            return Double.isFinite(value) ? value : 0;
        }

        private static int decimals(double value, Interval interval, double factor) {
            double half = (interval.upper() - interval.lower()) / 2 * factor;
            double step = Double.isFinite(half) && half > 0
                    ? Math.floor(Math.log10(half / 3))
                    : Double.isFinite(value) && value != 0 ? Math.floor(Math.log10(Math.abs(value * factor))) - 2 : 0;
            return (int) Math.max(0, Math.min(3, -step));
        }

        String write(double value) {
            if (Double.isInfinite(value)) {
                return value > 0 ? "beyond the timeout" : "unbounded";
            }
            String sign = signed && value > 0 ? "+" : "";
            return before + sign + fixed(value * factor, decimals) + unit;
        }

        String write(Interval interval) {
            if (interval.lower() == Double.POSITIVE_INFINITY) {
                return "beyond the timeout";
            }
            if (Double.isInfinite(interval.lower())) {
                return Double.isInfinite(interval.upper()) ? "not bounded" : "up to " + bare(interval.upper()) + unit;
            }
            String lower = bare(interval.lower());
            if (Double.isInfinite(interval.upper())) {
                return "from " + lower + unit + ", no upper bound";
            }
            return lower + (signed ? " to " : "–") + bare(interval.upper()) + unit;
        }

        private String bare(double value) {
            return before + (signed && value > 0 ? "+" : "") + fixed(value * factor, decimals);
        }
    }

    private static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text.replace('-', '−');
    }
}
