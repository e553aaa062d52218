package dev.tensile.engine.local;

import java.util.function.Consumer;

/** What one dose does to what goes one way over one connection. Owned by the event loop. */
interface Effect {
    /** The size of the pieces that a portion of is struck: what TCP carries in a packet of Ethernet. */
    int SEGMENT = 1460;

    /** The order in which effects of several doses act on a piece. */
    enum Stage {
        END,
        LIMIT,
        DELAY,
        SLICE,
        CORRUPT,
        LOSE,
        THROTTLE,
        STALL
    }

    Stage stage();

    /** Owns the piece; passes on what becomes of it, in order: in pieces, changed, later, or not at all. */
    void treat(Piece piece, Consumer<Piece> next);

    /** How many bytes it keeps back. */
    default long waiting() {
        return 0;
    }

    /** Whether it keeps back so much that the sender is to be held back. */
    default boolean isFull() {
        return waiting() >= Throttle.LEAST_ROOM;
    }

    /** Forgets what it keeps back. */
    default void drop() {
        // It keeps nothing.
    }

    /** How many segments a number of bytes is. */
    static int segments(int bytes) {
        return (bytes + SEGMENT - 1) / SEGMENT;
    }
}
