package dev.tensile.experiment;

import java.time.Duration;
import java.util.Locale;

/** How quantities are written for people, the same in scripts, plans, errors and reports. */
public final class Quantities {
    private Quantities() {}

    /** A duration as a person writes it: {@code 150 ms}, {@code 2.5 s}, {@code 3 min}, {@code 1 min 30 s}. */
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        double millis = duration.toNanos() / 1e6;
        if (millis < 1000) {
            return number(millis) + " ms";
        }
        if (millis < 60_000) {
            return number(millis / 1000) + " s";
        }
        long minutes = duration.toMinutes();
        double seconds = millis / 1000 - minutes * 60.0;
        return minutes + " min" + (seconds < 0.0005 ? "" : " " + number(seconds) + " s");
    }

    /** At most three decimals, no trailing zeros, a point for the decimal mark. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
