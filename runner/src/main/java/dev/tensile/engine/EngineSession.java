package dev.tensile.engine;

import dev.tensile.run.LinkCount;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.function.LongSupplier;

/** An engine made ready for one run. Closing it reverts whatever is still in force. */
public interface EngineSession extends AutoCloseable {
    /** How to take back what {@link Engine#open} itself did, to be journaled at once; empty if there is nothing. */
    List<Undo> openUndos();

    /** Starts what the run needs of the engine besides, once {@link #openUndos} are on disk. */
    default void begin() {}

    /** How another process takes back a dose; to be on disk before {@link #inject}. */
    Undo undoOf(DoseOrder order);

    /**
     * Puts a dose in force, for live connections too; returns when it is shown to be.
     *
     * @throws EngineException if it is not in force; then nothing of it is
     */
    Injection inject(DoseOrder order);

    /**
     * What has passed the links to dependencies since it was asked last, on the clock of the run; nothing the first time, and
     * never anything where the engine sees no traffic. Does not fail: what is not known is left out.
     *
     * @param clock nanoseconds since the start of the run
     */
    default List<LinkCount> counted(LongSupplier clock) {
        return List.of();
    }

    /** Looks whether everything that was injected is gone. */
    Verification verify();

    /** Whether it can still be talked to; a run without an engine stops. */
    boolean isAlive();

    @Override
    void close();
}
