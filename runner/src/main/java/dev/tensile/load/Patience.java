package dev.tensile.load;

import java.time.Duration;

/** Waiting for an end that must be reached, even by a thread that is interrupted. */
final class Patience {
    private Patience() {}

    /** Something that happens, perhaps within some nanoseconds. */
    @FunctionalInterface
    interface Awaited {
        boolean happens(long withinNanos) throws InterruptedException;
    }

    /** Returns when it has happened or the limit is reached; an interrupt is kept for later. */
    static void wait(Awaited end, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                end.happens(deadline - System.nanoTime());
                waiting = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
