package dev.tensile.experiment;

import java.time.Duration;

/** Refusals shared by the records: each names the thing, the rule and the bad value. */
final class Check {
    private Check() {}

    static String named(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return value;
    }

    static Duration positive(String what, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero, was " + Quantities.text(value));
        }
        return value;
    }

    static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, was " + Quantities.text(value));
        }
        return value;
    }

    static void atLeast(String what, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
        }
    }
}
