package dev.tensile.canary.verdict;

import java.time.Clock;
import java.time.Instant;

/** A verdict that depends on when it is asked. */
final class ReadsTheClock {
    private ReadsTheClock() {}

    static long ticks() {
        return System.nanoTime() + System.currentTimeMillis();
    }

    static Instant wall() {
        return Instant.now();
    }

    static Instant given(Clock clock) {
        return clock.instant();
    }
}
