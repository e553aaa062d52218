package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes on their way over a link, or something that is to be done behind them.
 *
 * @param data null if it is an act
 * @param act such as ending the connection; null if it is data
 * @param delay how long it is to wait
 * @param delayedBy the doses that have a part in that
 */
record Piece(@Nullable ByteBuf data, @Nullable Runnable act, long delay, List<DoseInForce> delayedBy) {
    Piece {
        delayedBy = List.copyOf(delayedBy);
    }

    static Piece of(ByteBuf data, long delay, List<DoseInForce> delayedBy) {
        return new Piece(data, null, delay, delayedBy);
    }

    static Piece act(Runnable act) {
        return new Piece(null, act, 0, List.of());
    }

    int bytes() {
        return data == null ? 0 : data.readableBytes();
    }

    /** Waits longer, because of a dose. */
    Piece later(long nanos, DoseInForce dose) {
        List<DoseInForce> more = new ArrayList<>(delayedBy);
        more.add(dose);
        return new Piece(data, act, delay + nanos, more);
    }

    /** Waits longer. */
    Piece later(long nanos) {
        return new Piece(data, act, delay + nanos, delayedBy);
    }

    /** Its first bytes, which it has no more. */
    Piece split(int bytes) {
        if (data == null) {
            throw new IllegalStateException("an act cannot be split");
        }
        return new Piece(data.readRetainedSlice(bytes), null, delay, delayedBy);
    }

    void release() {
        if (data != null) {
            data.release();
        }
    }
}
