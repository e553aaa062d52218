package dev.tensile.demo.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Go writes and parses it: {@code 1m30s}, {@code 1.5h}, {@code -10ms}. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([a-zµμ]*)");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private GoDuration() {}

    /** @throws IllegalArgumentException with Go's own words */
    static Duration parse(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(unsigned);
        double nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            if (part.group(2).isEmpty()) {
                throw new IllegalArgumentException("time: missing unit in duration \"" + text + "\"");
            }
            Double unit = NANOS.get(part.group(2));
            if (unit == null) {
                throw new IllegalArgumentException(
                        "time: unknown unit \"" + part.group(2) + "\" in duration \"" + text + "\"");
            }
            nanos += Double.parseDouble(part.group(1)) * unit;
            end = part.end();
        }
        if (end == 0 || end != unsigned.length()) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        return Duration.ofNanos(Math.round(text.startsWith("-") ? -nanos : nanos));
    }
}
