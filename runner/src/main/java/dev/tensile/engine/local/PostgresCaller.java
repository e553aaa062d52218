package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Body;
import dev.tensile.engine.local.postgres.Frames;
import dev.tensile.engine.local.postgres.Messages;
import dev.tensile.engine.local.postgres.Statements;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Consumer;

/** What a caller of PostgreSQL sends. It is looked at while a dose looks at databases. Owned by the event loop. */
final class PostgresCaller implements PostgresStream.Reader {
    private final PostgresSession session;
    private final PostgresDoses doses;
    private final Frames frames = new Frames(Frames.Side.CALLER);
    private final Statements statements = new Statements();
    private final PostgresStream stream;

    PostgresCaller(PostgresSession session, PostgresDoses doses, Consumer<ByteBuf> next) {
        this.session = session;
        this.doses = doses;
        stream = new PostgresStream(session, frames, this, (data, delaying) -> next.accept(data));
    }

    PostgresStream stream() {
        return stream;
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        stream.received(data, doses.look());
    }

    @Override
    public Optional<ByteBuf> begun() {
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
                return doses.fails(batch, statements.executed(body), stream.hasPassed())
                        ? instead('E')
                        : Optional.empty();
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
        return doses.fails(batch, text, stream.hasPassed()) ? instead('Q') : Optional.empty();
    }

    private static Optional<ByteBuf> instead(char type) {
        return Optional.of(type == 'Q' ? Messages.badQuery() : Messages.badExecute());
    }
}
