package dev.tensile.engine.local;

import java.util.function.Consumer;

/**
 * Packet loss as the two ends of a TCP connection see it: no byte is missing, but what was lost comes late, and everything
 * behind it waits for it.
 *
 * <p>The model: what arrives together is cut into segments of 1460 bytes, each of which is lost with the asked probability.
 * One that has three or more behind it is sent again at once (fast retransmit, RFC 5681 §3.2): it is late by one round trip,
 * that is what the latencies in force add, and 1 ms at least. One at the end is sent again after the retransmission timeout,
 * 200 ms as in Linux ({@code TCP_RTO_MIN}; RFC 6298 §2.4 would have 1 s). What is sent again may be lost again, and the
 * timeout doubles each time (RFC 6298 §5.5), 15 times at most ({@code tcp_retries2}). Not modelled: the congestion window,
 * so a bulk transfer loses less throughput than a real one; the tail loss probe (RFC 8985), so the last packet of an answer
 * may really come sooner.
 */
record Loss(DoseInForce dose, Effects.Connection on) implements Effect {
    private static final long TIMEOUT = 200_000_000;
    private static final long SHORTEST_ROUND_TRIP = 1_000_000;
    private static final int RETRIES = 15;
    private static final int FAST = 3;

    @Override
    public Stage stage() {
        return Stage.LOSE;
    }

    @Override
    public void treat(Piece piece, Consumer<Piece> next) {
        if (piece.data() == null) {
            next.accept(piece);
            return;
        }
        int segments = Effect.segments(piece.bytes());
        int sent = 0;
        for (int segment = 0; segment < segments; segment++) {
            if (dose.strikesPiece(on.ordinal())) {
                if (segment > sent) {
                    next.accept(piece.split((segment - sent) * SEGMENT));
                }
                Piece lost = piece.split(Math.min(SEGMENT, piece.bytes()));
                next.accept(lost.later(stall(segments - segment - 1), dose));
                sent = segment + 1;
            }
        }
        if (piece.bytes() > 0) {
            next.accept(piece);
        } else {
            piece.release();
        }
    }

    private long stall(int behind) {
        long timeout = TIMEOUT;
        long stall = behind >= FAST ? Math.max(SHORTEST_ROUND_TRIP, on.addedRoundTrip()) : timeout;
        timeout = behind >= FAST ? TIMEOUT : 2 * TIMEOUT;
        for (int again = 1; again < RETRIES && dose.chance().strikesAgain(); again++) {
            stall += timeout;
            timeout *= 2;
        }
        return stall;
    }
}
