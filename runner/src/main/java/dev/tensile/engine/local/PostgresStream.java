package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes one way over a session with PostgreSQL, message by message. As long as nobody has to look it passes as it comes, and is
 * only followed; else the beginning of a message waits until it is known what becomes of it: {@link Frames#LONGEST_LOOK} bytes at
 * most. Owned by the event loop.
 */
final class PostgresStream {
    /** Where it leads. */
    interface Exit {
        /** Takes ownership of the bytes; {@code delaying} hold them, and what is behind them. */
        void pass(ByteBuf data, List<DoseInForce> delaying);
    }

    /** Who knows what the messages mean. */
    interface Reader {
        /** Those which delay the present message and what is behind it; asked before it is read. */
        default List<DoseInForce> delaying() {
            return List.of();
        }

        /** What is kept of a message is there: what is to be passed in its place, if anything. */
        Optional<ByteBuf> begun();

        /** A message that was looked at has ended. */
        default void ended() {
            // Nothing has waited for that.
        }
    }

    private final PostgresSession session;
    private final Frames frames;
    private final Reader reader;
    private final Exit exit;
    private final List<ByteBuf> held = new ArrayList<>();
    private List<ByteBuf> out = new ArrayList<>();
    /** Whether some of the present message has passed before it was decided about. */
    private boolean passed;

    private boolean dropping;
    private boolean over;

    PostgresStream(PostgresSession session, Frames frames, Reader reader, Exit exit) {
        this.session = session;
        this.frames = frames;
        this.reader = reader;
        this.exit = exit;
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data, boolean look) {
        if (isOver() || !session.isFollowed()) {
            pass(data);
        } else if (look || dropping) {
            treat(data);
        } else {
            skim(data);
        }
    }

    private boolean isOver() {
        return over || session.isDismissed();
    }

    /** Whether it is too late to put something in the place of the present message. */
    boolean hasPassed() {
        return passed;
    }

    private void skim(ByteBuf data) {
        int at = data.readerIndex();
        while (at < data.writerIndex() && session.isFollowed()) {
            at = frames.advance(data, at);
            passed = !frames.isBetween();
            if (frames.isOpaque()) {
                session.stop();
            } else if (frames.part() == Frames.Part.BEGUN) {
                reader.begun();
            }
        }
        pass(data);
    }

    private void treat(ByteBuf data) {
        while (data.isReadable() && session.isFollowed() && !over) {
            int end = frames.advance(data, data.readerIndex());
            treatPart(data.readRetainedSlice(end - data.readerIndex()));
            passed &= !frames.isBetween();
            dropping &= !frames.isBetween();
            if (frames.isBetween()) {
                reader.ended();
            }
        }
        if (isOver()) {
            data.release();
            drop();
            return;
        }
        if (data.isReadable()) {
            out.add(data);
        } else {
            data.release();
        }
        send();
    }

    private void treatPart(ByteBuf part) {
        if (frames.isOpaque()) {
            held.add(part);
            letPass(List.of());
            session.stop();
        } else if (frames.part() != Frames.Part.REST) {
            held.add(part);
            if (frames.part() == Frames.Part.BEGUN) {
                List<DoseInForce> delaying = reader.delaying();
                reader.begun().ifPresent(this::replace);
                letPass(delaying);
            }
        } else if (dropping) {
            part.release();
        } else {
            out.add(part);
        }
    }

    private void replace(ByteBuf instead) {
        held.forEach(ByteBuf::release);
        held.clear();
        held.add(instead);
        dropping = true;
    }

    /** If it is to wait, what came before goes now. */
    private void letPass(List<DoseInForce> delaying) {
        if (!delaying.isEmpty()) {
            send();
        }
        out.addAll(held);
        held.clear();
        if (!delaying.isEmpty()) {
            send(delaying);
        }
    }

    /** What was decided about goes now. */
    void send() {
        send(List.of());
    }

    private void send(List<DoseInForce> delaying) {
        List<ByteBuf> parts = out;
        out = new ArrayList<>();
        if (parts.size() == 1) {
            exit.pass(parts.get(0), delaying);
        } else if (!parts.isEmpty()) {
            exit.pass(Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new)), delaying);
        }
    }

    /** Its sender sends no more. */
    void ended() {
        if (!isOver()) {
            letPass(List.of());
            send();
        }
    }

    /** Takes ownership of bytes that are no messages. What was held goes first. */
    void pass(ByteBuf data) {
        if (isOver()) {
            data.release();
        } else {
            ended();
            exit.pass(data, List.of());
        }
    }

    /** Forgets everything. */
    void close() {
        over = true;
        drop();
    }

    private void drop() {
        held.forEach(ByteBuf::release);
        held.clear();
        out.forEach(ByteBuf::release);
        out = new ArrayList<>();
    }
}
