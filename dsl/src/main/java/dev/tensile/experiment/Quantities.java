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

    /** A number of bits, as {@code 1.5 Mbit}; a thousand is a thousand. */
    public static String bits(long bits) {
        return scaled(bits, "bit");
    }

    /** A number of bytes, as {@code 256 MB}; a thousand is a thousand. */
    public static String bytes(long bytes) {
        return scaled(bytes, "B");
    }

    private static String scaled(long value, String unit) {
        if (value < 1_000) {
            return value + " " + unit;
        }
        if (value < 1_000_000) {
            return number(value / 1e3) + " k" + unit;
        }
        return value < 1_000_000_000 ? number(value / 1e6) + " M" + unit : number(value / 1e9) + " G" + unit;
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
