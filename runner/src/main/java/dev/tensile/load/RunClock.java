package dev.tensile.load;

/** Nanoseconds since the start of a run; monotonic, one for everything that happens in it. */
@FunctionalInterface
public interface RunClock {
    long nanos();

    /** A clock that starts now. */
    static RunClock startNow() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
