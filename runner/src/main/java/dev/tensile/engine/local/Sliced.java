package dev.tensile.engine.local;

import dev.tensile.experiment.StreamHarm;
import java.util.function.Consumer;

/** Bytes come in slices with a gap between them; TCP may join those that are due within the same 0.1 ms. */
final class Sliced implements Effect {
    private final DoseInForce dose;
    private final int size;
    private final long gap;
    private long free;

    Sliced(DoseInForce dose, StreamHarm.Slices slices) {
        this.dose = dose;
        size = slices.size();
        gap = slices.gap().toNanos();
        free = System.nanoTime();
    }

    @Override
    public Stage stage() {
        return Stage.SLICE;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        if (piece.data() == null) {
            next.accept(piece);
            return;
        }
        long now = System.nanoTime();
        while (piece.bytes() > 0) {
            long at = Math.max(now + piece.delay(), free);
            free = at + gap;
            Piece slice = piece.split(Math.min(size, piece.bytes()));
            next.accept(slice.later(at - now - piece.delay(), dose));
        }
        piece.release();
    }

    /** What is still to come takes time; the sender is to notice that. */
    @Override
    public long waiting() {
        long ahead = free - System.nanoTime();
        return gap == 0 || ahead <= 0 ? 0 : ahead / gap * size;
    }
}
