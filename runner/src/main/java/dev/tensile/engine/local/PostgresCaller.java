package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Body;
import dev.tensile.engine.local.postgres.Frames;
import dev.tensile.engine.local.postgres.Messages;
import dev.tensile.engine.local.postgres.Statements;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a caller of PostgreSQL sends, message by message. While a dose looks at databases, the beginning of a message waits until it
 * is known what becomes of it: {@link Frames#LONGEST_LOOK} bytes at most. Owned by the event loop.
 */
final class PostgresCaller {
    private final PostgresSession session;
    private final PostgresDoses doses;
    private final Consumer<ByteBuf> next;
    private final Frames frames = new Frames(Frames.Side.CALLER);
    private final Statements statements = new Statements();
    private final List<ByteBuf> held = new ArrayList<>();
    private List<ByteBuf> out = new ArrayList<>();
    /** Whether some of the present message has passed before it was decided about. */
    private boolean passed;

    private boolean dropping;
    private boolean over;

    PostgresCaller(PostgresSession session, PostgresDoses doses, Consumer<ByteBuf> next) {
        this.session = session;
        this.doses = doses;
        this.next = next;
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        if (over || session.isDismissed()) {
            data.release();
        } else if (!session.isFollowed()) {
            pass(data);
        } else if (doses.look() || dropping) {
            treat(data);
        } else {
            skim(data);
        }
    }

    private void skim(ByteBuf data) {
        int at = data.readerIndex();
        while (at < data.writerIndex() && session.isFollowed()) {
            at = frames.advance(data, at);
            passed = !frames.isBetween();
            if (frames.isOpaque()) {
                session.stop();
            } else if (frames.part() == Frames.Part.BEGUN) {
                begun();
            }
        }
        pass(data);
    }

    private void treat(ByteBuf data) {
        out = new ArrayList<>();
        while (data.isReadable() && session.isFollowed() && !over) {
            int end = frames.advance(data, data.readerIndex());
            ByteBuf part = data.readRetainedSlice(end - data.readerIndex());
            if (frames.isOpaque()) {
                held.add(part);
                session.stop();
            } else {
                treatPart(part);
            }
            passed &= !frames.isBetween();
            dropping &= !frames.isBetween();
        }
        finish(data);
    }

    private void treatPart(ByteBuf part) {
        switch (frames.part()) {
            case BEGINNING -> held.add(part);
            case BEGUN -> {
                held.add(part);
                begun().ifPresentOrElse(this::replace, this::letPass);
            }
            case REST -> {
                if (dropping) {
                    part.release();
                } else {
                    out.add(part);
                }
            }
        }
    }

    private void finish(ByteBuf data) {
        if (over || session.isDismissed()) {
            data.release();
            drop();
            return;
        }
        if (!session.isFollowed()) {
            letPass();
        }
        if (data.isReadable()) {
            out.add(data);
        } else {
            data.release();
        }
        List<ByteBuf> gone = out;
        out = new ArrayList<>();
        send(gone);
    }

    private void letPass() {
        out.addAll(held);
        held.clear();
    }

    private void replace(ByteBuf instead) {
        held.forEach(ByteBuf::release);
        held.clear();
        out.add(instead);
        dropping = true;
    }

    /** What is kept of a message is there: what is to be sent in its place, if anything. */
    private Optional<ByteBuf> begun() {
        Body body = frames.body();
        if (frames.type() == 0) {
            start(body);
            return Optional.empty();
        }
        if ("QPBEF".indexOf(frames.type()) >= 0 && doses.dropsTransaction()) {
            return Optional.empty();
        }
        return take(frames.type(), body);
    }

    private void start(Body body) {
        Messages.Start start = Messages.start(body.number());
        if (start == Messages.Start.SESSION && doses.refuses(body.parameter("user"))) {
            return;
        }
        session.started(start);
        if (session.isOpen()) {
            frames.started();
        } else if (!session.isAskedToEncrypt()) {
            frames.stop();
        }
    }

    private Optional<ByteBuf> take(char type, Body body) {
        switch (type) {
            case 'Q' -> {
                return queried(body.text());
            }
            case 'F' -> {
                session.batch(false);
                session.complete();
            }
            case 'S' -> {
                session.batch(true);
                session.complete();
            }
            case 'P' -> {
                session.batch(true);
                statements.parse(body);
            }
            case 'B' -> {
                session.batch(true);
                statements.bind(body);
            }
            case 'E' -> {
                Batch batch = session.batch(true);
                return doses.fails(batch, statements.executed(body), passed) ? instead('E') : Optional.empty();
            }
            case 'C' -> {
                session.batch(true);
                statements.close(body);
            }
            case 'D', 'H' -> session.batch(true);
            default -> {
                // Passwords, data to copy, and the end of the session are answered by nobody, or as part of something
                // else.
            }
        }
        return Optional.empty();
    }

    private Optional<ByteBuf> queried(String text) {
        if (session.isIdle()) {
            statements.forgetPortals();
        }
        Batch batch = session.batch(false);
        session.complete();
        return doses.fails(batch, text, passed) ? instead('Q') : Optional.empty();
    }

    private static Optional<ByteBuf> instead(char type) {
        return Optional.of(type == 'Q' ? Messages.badQuery() : Messages.badExecute());
    }

    /** The caller sends no more. */
    void ended() {
        if (!over && !session.isDismissed()) {
            List<ByteBuf> rest = new ArrayList<>(held);
            held.clear();
            send(rest);
        }
    }

    private void send(List<ByteBuf> parts) {
        if (parts.size() == 1) {
            next.accept(parts.get(0));
        } else if (!parts.isEmpty()) {
            next.accept(Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new)));
        }
    }

    /** What was held goes first. */
    private void pass(ByteBuf data) {
        ended();
        next.accept(data);
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
