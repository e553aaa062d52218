package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Body;
import dev.tensile.engine.local.postgres.Frames;
import dev.tensile.engine.local.postgres.Messages;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a PostgreSQL server sends. It is looked at while it answers a statement that a dose has touched. Owned by the event loop. */
final class PostgresServer implements PostgresStream.Reader {
    /** What may come at any time, and answers nothing: a notice, a notification, a setting. */
    private static final String UNASKED = "NAS";

    private final PostgresSession session;
    private final PostgresSession.Connection connection;
    private final Link link;
    private final Frames frames = new Frames(Frames.Side.SERVER);
    private final PostgresStream stream;
    /** What is to be said at the end of the present message; null if nothing is. */
    private @Nullable ByteBuf lastWords;

    PostgresServer(
            Link link, PostgresSession session, PostgresSession.Connection connection, PostgresStream.Exit exit) {
        this.link = link;
        this.session = session;
        this.connection = connection;
        stream = new PostgresStream(session, frames, this, exit);
    }

    PostgresStream stream() {
        return stream;
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        if (session.isAskedToEncrypt()) {
            answerToEncryption((char) (data.getByte(data.readerIndex()) & 0xff));
        }
        if (session.isOpen()) {
            stream.received(data, session.hasTreated() || lastWords != null);
        } else {
            stream.pass(data);
        }
    }

    private void answerToEncryption(char answer) {
        if (answer == 'N') {
            session.goOnUnencrypted();
        } else {
            session.stop();
        }
    }

    @Override
    public List<DoseInForce> delaying() {
        Batch batch = session.answering();
        return batch == null || UNASKED.indexOf(frames.type()) >= 0 ? List.of() : batch.takeDelaying(link.doses());
    }

    @Override
    public Optional<ByteBuf> begun() {
        Body body = frames.body();
        switch (frames.type()) {
            case 'Z' -> session.ready(body.one());
            case 'G', 'W' -> session.copiesIn();
            case 'E' -> {
                return error(body);
            }
            default -> {
                // It says nothing that matters here.
            }
        }
        return Optional.empty();
    }

    private Optional<ByteBuf> error(Body body) {
        Batch batch = session.answering();
        Batch.Failure failure = batch == null ? null : batch.failure();
        if (batch == null || failure == null || stream.hasPassed() || !speaksOfStandIn(body)) {
            return Optional.empty();
        }
        batch.failed();
        failure.dose().deeds().touchedRequest();
        return Optional.of(Messages.error(Messages.Severity.ERROR, failure.state(), failure.text()));
    }

    private static boolean speaksOfStandIn(Body body) {
        while (body.one() != 0) {
            if (body.text().contains(Messages.STAND_IN)) {
                return true;
            }
        }
        return false;
    }

    /** The server says this and closes: now, or when the message on its way has ended. */
    void dismiss(ByteBuf words) {
        forgetLastWords();
        lastWords = words;
        if (frames.isBetween()) {
            ended();
        }
    }

    @Override
    public void ended() {
        ByteBuf words = lastWords;
        if (words != null) {
            lastWords = null;
            stream.send();
            session.dismiss();
            connection.dismiss(words);
        }
    }

    /** Forgets everything. */
    void close() {
        stream.close();
        forgetLastWords();
    }

    private void forgetLastWords() {
        ByteBuf words = lastWords;
        lastWords = null;
        if (words != null) {
            words.release();
        }
    }
}
