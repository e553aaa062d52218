package dev.tensile.engine.local;

import java.util.function.Consumer;

/** Everything waits. */
record Late(DoseInForce dose) implements Effect {
    @Override
    public Stage stage() {
        return Stage.DELAY;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        long delay = dose.nextDelay();
        next.accept(piece.data() == null ? piece.later(delay) : piece.later(delay, dose));
    }
}
