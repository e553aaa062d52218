package dev.tensile.engine.local;

import java.util.function.Consumer;

/** While the link is down everything waits until it is up. */
record Stalls(DoseInForce dose, boolean inside, long ordinal) implements Effect {
    @Override
    public Stage stage() {
        return Stage.STALL;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        long left = dose.downFor(System.nanoTime()) - piece.delay();
        if (left <= 0) {
            next.accept(piece);
            return;
        }
        dose.met(ordinal);
        if (inside) {
            dose.touchedConnection(ordinal);
        }
        next.accept(inside ? piece.later(left, dose) : piece);
    }
}
