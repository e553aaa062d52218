package dev.tensile.stats;

/** Argument checks that put the bad value into the message. */
final class Require {
    private Require() {}

    static double probability(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1), was " + value);
        }
        return value;
    }

    static double tail(double value) {
        if (!(value > 0 && value < 0.5)) {
            throw new IllegalArgumentException("one-sided tail must be in (0, 0.5), was " + value);
        }
        return value;
    }

    static int seconds(int value) {
        if (value < LongRunVariance.MINIMUM_SECONDS) {
            throw new IllegalArgumentException(
                    "a window needs at least " + LongRunVariance.MINIMUM_SECONDS + " seconds, had " + value);
        }
        return value;
    }

    static void counts(long trials, long events) {
        if (events < 0 || trials < events) {
            throw new IllegalArgumentException(
                    "events must be between 0 and the number of trials, were " + events + " of " + trials);
        }
    }
}
