package dev.tensile.mechanism;

import dev.tensile.experiment.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in the sentences of a scorecard. */
final class Say {
    private Say() {}

    static String value(Measure.Unit unit, double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        return switch (unit) {
            case SECONDS -> seconds(value);
            case SHARE -> percent(value);
            case RATIO -> "×" + significant(value);
            case COUNT -> Quantities.number(value);
            case PER_SECOND -> significant(value) + "/s";
        };
    }

    static String seconds(double seconds) {
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? "never" : "0 s";
        }
        if (seconds == 0) {
            return "0 s";
        }
        return Math.abs(seconds) < 1 ? significant(seconds * 1000) + " ms" : significant(seconds) + " s";
    }

    static String percent(double share) {
        double size = Math.abs(share) * 100;
        int decimals = size >= 10 ? 0 : size >= 1 ? 1 : 2;
        return Quantities.number(BigDecimal.valueOf(share * 100)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue())
                + " %";
    }

    private static String significant(double value) {
        if (value == 0) {
            return "0";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code 1 call}, {@code 2 calls}. */
    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
