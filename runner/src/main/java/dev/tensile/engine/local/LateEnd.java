package dev.tensile.engine.local;

import java.util.function.Consumer;

/** The end waits. */
record LateEnd(DoseInForce dose, boolean inside, long ordinal) implements Effect {
    @Override
    public Stage stage() {
        return Stage.END;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        if (piece.data() != null) {
            next.accept(piece);
            return;
        }
        dose.met(ordinal);
        if (inside) {
            dose.touchedConnection(ordinal);
        }
        next.accept(inside ? piece.later(dose.nextDelay(), dose) : piece);
    }
}
