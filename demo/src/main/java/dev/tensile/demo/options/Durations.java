package dev.tensile.demo.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 1.5s}, {@code 2m}; more than nothing, at most an hour. */
final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");
    private static final Duration LONGEST = Duration.ofHours(1);

    private Durations() {}

    static Duration parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("a duration looks like 250ms, 1.5s or 2m, was '" + text + "'");
        }
        double millis = Double.parseDouble(written.group(1)) * millisPer(written.group(2));
        Duration duration = Duration.ofNanos(Math.round(millis * 1_000_000));
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a duration must be more than nothing and at most an hour, was '" + text + "'");
        }
        return duration;
    }

    private static int millisPer(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
    }
}
