package dev.tensile.engine.kubernetes;

import java.time.Duration;

/** A point in time, from now. */
public final class Deadline {
    private final long end;

    public Deadline(Duration from) {
        end = System.nanoTime() + from.toNanos();
    }

    public boolean isOver() {
        return System.nanoTime() - end > 0;
    }
}
