package dev.tensile.engine;

import dev.tensile.run.Delivered;

/**
 * A dose in force. Reverting twice is once; reverting after the target or the engine died is quiet, and says so in the
 * verification; an interrupt while injecting leaves nothing in force.
 */
public interface Injection extends AutoCloseable {
    /** What it has done so far; after reverting, what it did in all. */
    Delivered delivered();

    /**
     * Whether it touches exactly the requests whose trace ids lie inside its radius, by {@link dev.tensile.experiment.Cohorts}; then
     * the load knows of each sample on which side it was.
     */
    default boolean followsTraces() {
        return false;
    }

    /** Asks for its end without waiting for it, so that several doses end together; {@link #close} does it, too. */
    default void letGo() {}

    /** Takes it back at once; returns when it is out of force. */
    @Override
    void close();
}
