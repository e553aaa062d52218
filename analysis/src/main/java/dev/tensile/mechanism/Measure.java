package dev.tensile.mechanism;

import dev.tensile.compare.Interval;

/**
 * A number that a scorecard rests on.
 *
 * @param interval 95 %; both ends are the value itself for what was counted
 * @param n how many calls, requests or seconds it rests on
 * @param limit what was promised; empty if nothing was
 */
public record Measure(String what, double value, Interval interval, Unit unit, long n, String limit) {
    /** How a value is written. */
    public enum Unit {
        SECONDS,
        SHARE,
        RATIO,
        COUNT,
        PER_SECOND
    }

    static Measure counted(String what, long value, String limit) {
        return new Measure(what, value, new Interval(value, value), Unit.COUNT, value, limit);
    }

    /** Whether it is a count, which no interval surrounds. */
    public boolean isExact() {
        return unit == Unit.COUNT;
    }

    /** The value with its unit. */
    public String text() {
        return Say.value(unit, value);
    }

    /** {@code 95 % CI 1.1 s to 1.3 s}; empty for a count. */
    public String intervalText() {
        return isExact()
                ? ""
                : "95 % CI " + Say.value(unit, interval.lower()) + " to " + Say.value(unit, interval.upper());
    }

    /** Value, interval and limit in one phrase. */
    String phrase() {
        String inBrackets = intervalText()
                + (intervalText().isEmpty() || limit.isEmpty() ? "" : ", ")
                + (limit.isEmpty() ? "" : "limit " + limit);
        return text() + (inBrackets.isEmpty() ? "" : " (" + inBrackets + ")");
    }
}
