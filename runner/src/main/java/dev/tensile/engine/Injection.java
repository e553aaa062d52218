package dev.tensile.engine;

import dev.tensile.run.Delivered;

/**
 * A dose in force. Reverting twice is once; reverting after the target or the engine died is quiet, and says so in the
 * verification; an interrupt while injecting leaves nothing in force.
 */
public interface Injection extends AutoCloseable {
    /** What it has done so far; after reverting, what it did in all. */
    Delivered delivered();

    /** Takes it back at once; returns when it is out of force. */
    @Override
    void close();
}
