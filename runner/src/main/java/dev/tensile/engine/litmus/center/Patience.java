package dev.tensile.engine.litmus.center;

import java.time.Duration;

/**
 * How long to wait for ChaosCenter.
 *
 * @param connect for a connection
 * @param answer for the whole of an answer, from the first to the last byte of the call
 */
public record Patience(Duration connect, Duration answer) {
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15));

    public Patience {
        requirePositive("connect", connect);
        requirePositive("answer", answer);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 ms, was " + duration);
        }
    }
}
