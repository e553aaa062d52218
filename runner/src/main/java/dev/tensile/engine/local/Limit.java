package dev.tensile.engine.local;

import java.util.function.Consumer;

/** So many bytes pass, and then the connection is reset or this way of it ends. */
final class Limit implements Effect {
    enum Then {
        RESET,
        END
    }

    private final DoseInForce dose;
    private final Then then;
    private final boolean inside;
    private final Effects.Connection on;
    private long left;
    private boolean reached;

    Limit(DoseInForce dose, long bytes, Then then, boolean inside, Effects.Connection on) {
        this.dose = dose;
        left = bytes;
        this.then = then;
        this.inside = inside;
        this.on = on;
    }

    @Override
    public Stage stage() {
        return Stage.LIMIT;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        if (reached && inside) {
            dose.swallowed(on.ordinal(), piece.bytes());
            piece.release();
        } else if (reached || !reaches(piece)) {
            left -= piece.bytes();
            next.accept(piece);
        } else {
            reached = true;
            dose.met(on.ordinal());
            if (inside) {
                cut(piece, next);
            } else {
                next.accept(piece);
            }
        }
    }

    /** A stream that is exactly as long as the limit is not truncated. */
    private boolean reaches(Piece piece) {
        return piece.data() != null && (then == Then.END ? piece.bytes() > left : piece.bytes() >= left);
    }

    private void cut(Piece piece, Consumer<Piece> next) {
        if (left > 0) {
            next.accept(piece.split((int) left));
        }
        dose.swallowed(on.ordinal(), piece.bytes());
        piece.release();
        next.accept(Piece.act(this::act));
    }

    private void act() {
        if (then == Then.RESET) {
            on.abortBehind(() -> dose.reset(on.ordinal()));
        } else {
            dose.cutShort(on.ordinal());
            on.endWay();
        }
    }
}
