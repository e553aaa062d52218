package dev.tensile.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

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
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
