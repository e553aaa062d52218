package dev.tensile.engine.local;

import dev.tensile.experiment.LinkFault.Direction;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes one way over one connection, and what the doses in force do to it. Owned by the event loop. Without an effect
 * and with nothing waiting, bytes pass untouched and at once.
 */
final class OneWay implements Effects.Connection {
    /** Where it leads. */
    interface Exit extends DelayLine.Exit {
        /** No bytes will follow. */
        void end();

        /** The connection is to be reset on both sides. */
        void abort();

        /** As {@link #abort}, but not before what was written has had its chance to arrive; then {@code done} is run. */
        void abortBehind(Runnable done);
    }

    private final Link link;
    private final Direction way;
    private final long ordinal;
    private final Exit exit;
    private final DelayLine line;
    private final Map<DoseInForce, Effect> effects = new HashMap<>();
    private List<Effect> chain = List.of();
    private Doses seen = Doses.NONE;
    private @Nullable DoseInForce silencedBy;
    private boolean ended;
    private boolean over;

    OneWay(Link link, Direction way, long ordinal, Exit exit) {
        this.link = link;
        this.way = way;
        this.ordinal = ordinal;
        this.exit = exit;
        line = new DelayLine(link.transport(), ordinal, exit);
    }

    @Override
    public long ordinal() {
        return ordinal;
    }

    @Override
    public void abortBehind(Runnable done) {
        ended = true;
        exit.abortBehind(done);
    }

    /** What follows is dropped. */
    @Override
    public void endWay() {
        if (!ended) {
            ended = true;
            exit.end();
        }
    }

    @Override
    public long addedRoundTrip() {
        return link.doses().addedRoundTrip(ordinal);
    }

    /** Whether its sender should be held back. */
    boolean isFull() {
        for (Effect effect : chain) {
            if (effect.isFull()) {
                return true;
            }
        }
        return line.isFull();
    }

    boolean isEmpty() {
        for (Effect effect : chain) {
            if (effect.waiting() > 0) {
                return false;
            }
        }
        return line.isEmpty();
    }

    /** Takes ownership of the bytes; {@code delaying} are doses on what they belong to, not on the connection. */
    void pass(ByteBuf data, List<DoseInForce> delaying) {
        if (over || ended) {
            data.release();
        } else if (silencedBy != null) {
            swallow(data, silencedBy);
        } else {
            refresh();
            if (data.isReadable()) {
                link.doses().sawBytes(way, ordinal);
            }
            if (chain.isEmpty() && delaying.isEmpty() && line.isEmpty()) {
                exit.write(data);
                exit.flush();
            } else {
                treat(chain, 0, Piece.of(data, Doses.delay(delaying), delaying));
            }
        }
    }

    /** Its sender sends no more. */
    void end() {
        if (over || ended || silencedBy != null) {
            return;
        }
        refresh();
        treat(chain, 0, Piece.act(this::endWay));
    }

    private void treat(List<Effect> by, int index, Piece piece) {
        if (index == by.size()) {
            leave(piece);
        } else {
            by.get(index).treat(piece, rest -> treat(by, index + 1, rest));
        }
    }

    private void leave(Piece piece) {
        if (over || silencedBy != null) {
            piece.release();
        } else if (piece.delay() == 0 && piece.delayedBy().isEmpty() && line.isEmpty()) {
            leaveNow(piece);
        } else {
            line.add(piece);
        }
    }

    private void leaveNow(Piece piece) {
        ByteBuf data = piece.data();
        Runnable act = piece.act();
        if (data != null) {
            exit.write(data);
            exit.flush();
        } else if (act != null) {
            act.run();
        }
    }

    /** Effects keep what they remember as long as their dose is in force. */
    private void refresh() {
        Doses now = link.doses();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        effects.keySet().removeIf(dose -> !now.has(dose));
        for (DoseInForce dose : now.all()) {
            if (!effects.containsKey(dose)) {
                Effects.of(dose, way, this).ifPresent(effect -> effects.put(dose, effect));
            }
        }
        List<Effect> inOrder = new ArrayList<>();
        now.all().stream().filter(effects::containsKey).map(effects::get).forEach(inOrder::add);
        inOrder.sort(Comparator.comparing(Effect::stage));
        chain = List.copyOf(inOrder);
    }

    /** Lets go of everything that waits. */
    void flush() {
        refresh();
        line.flush();
    }

    /** Whether no more of it will be written. */
    boolean isEnded() {
        return ended;
    }

    boolean isSilenced() {
        return silencedBy != null;
    }

    boolean isSilencedBy(DoseInForce dose) {
        return silencedBy == dose;
    }

    /** From here on everything vanishes, including what waits. */
    void silence(DoseInForce dose) {
        if (silencedBy == null) {
            silencedBy = dose;
            drop();
        }
    }

    /** Bytes that vanish because of a dose. */
    void swallow(ByteBuf data, DoseInForce dose) {
        dose.swallowed(ordinal, data.readableBytes());
        data.release();
    }

    /** Forgets everything; nothing will be written any more. */
    void close() {
        over = true;
        drop();
    }

    private void drop() {
        effects.values().forEach(Effect::drop);
        line.drop();
    }
}
