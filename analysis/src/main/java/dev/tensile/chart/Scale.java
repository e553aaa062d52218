package dev.tensile.chart;

import dev.tensile.experiment.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A range of plotted numbers, and where it is labelled. */
record Scale(double lower, double upper, List<Tick> ticks, String label) {
    record Tick(double at, String label) {}

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** With room at the top for a line of text. */
    Scale withHeadroom() {
        return new Scale(lower, upper + 0.16 * (upper - lower), ticks, label);
    }

    /** Where a number on a logarithmic scale is plotted. */
    static double log(double value) {
        return Math.log10(Math.max(value, 1e-9));
    }

    /** Seconds, logarithmic, with a little room at both ends. */
    static Scale latency(double lowest, double highest, String label) {
        double lower = log(lowest) - 0.08;
        double upper = Math.max(log(highest) + 0.12, lower + 0.5);
        return new Scale(lower, upper, logTicks(lower, upper, Scale::latencyLabel), label);
    }

    /** Times the baseline, logarithmic. */
    static Scale ratio(double lowest, double highest, String label) {
        double lower = Math.min(log(lowest), 0) - 0.05;
        double upper = Math.max(log(highest) + 0.05, lower + 0.2);
        return new Scale(lower, upper, logTicks(lower, upper, value -> "×" + Quantities.number(value)), label);
    }

    /** Shares or differences of shares, linear, in percent or percentage points. */
    static Scale share(double lowest, double highest, String unit, String label) {
        double upper = highest > 0.9 ? Math.max(1.06, highest) : Math.max(highest * 1.12, 0.002);
        double lower = Math.min(0, lowest * 1.1) - 0.05 * upper;
        double step = step((upper - lower) / 4);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(lower / step); i * step <= upper; i++) {
            ticks.add(new Tick(i * step, Quantities.number(i * step * 100) + unit));
        }
        return new Scale(lower, upper, ticks, label);
    }

    /** Seconds since the start of the run, linear, as minutes and seconds. */
    static Scale time(double seconds, int roomForTicks) {
        int[] steps = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600, 7200, 14_400, 43_200, 86_400};
        int step = steps[steps.length - 1];
        for (int i = steps.length - 1; i >= 0; i--) {
            step = seconds / steps[i] <= roomForTicks ? steps[i] : step;
        }
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= seconds; at += step) {
            ticks.add(new Tick(at, clock(at)));
        }
        return new Scale(0, seconds, ticks, "");
    }

    static String clock(long seconds) {
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }

    private static List<Tick> logTicks(double lower, double upper, java.util.function.DoubleFunction<String> label) {
        int[][] choices = {{1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 5}, {1, 3}, {1}};
        double[] fine = {1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 8};
        for (int[] digits : choices) {
            List<Tick> ticks = logTicks(
                    lower,
                    upper,
                    java.util.Arrays.stream(digits).asDoubleStream().toArray(),
                    label);
            if (ticks.size() >= 3 && ticks.size() <= 7) {
                return ticks;
            }
        }
        List<Tick> decades = logTicks(lower, upper, new double[] {1}, label);
        return decades.size() > 7 ? decades : logTicks(lower, upper, fine, label);
    }

    private static List<Tick> logTicks(
            double lower, double upper, double[] digits, java.util.function.DoubleFunction<String> label) {
        List<Tick> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(lower); decade <= upper; decade++) {
            for (double digit : digits) {
                double value = digit * Math.pow(10, decade);
                if (log(value) >= lower && log(value) <= upper) {
                    ticks.add(new Tick(log(value), label.apply(value)));
                }
            }
        }
        return ticks;
    }

    private static String latencyLabel(double seconds) {
        return Quantities.text(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static double step(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= atLeast) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }
}
