package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** One bit of some segments is flipped. */
record Corrupted(DoseInForce dose, long ordinal) implements Effect {
    @Override
    public Stage stage() {
        return Stage.CORRUPT;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        ByteBuf data = piece.data();
        if (data != null) {
            for (int at = data.readerIndex(); at < data.writerIndex(); at += SEGMENT) {
                int length = Math.min(SEGMENT, data.writerIndex() - at);
                if (dose.strikesPiece(ordinal)) {
                    int victim = at + dose.chance().below(length);
                    data.setByte(
                            victim, data.getByte(victim) ^ (1 << dose.chance().below(8)));
                }
            }
        }
        next.accept(piece);
    }
}
