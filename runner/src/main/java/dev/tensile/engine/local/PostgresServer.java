package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Body;
import dev.tensile.engine.local.postgres.Frames;
import dev.tensile.engine.local.postgres.Messages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL server sends, message by message. Only while it answers a statement that a dose has touched, what it says of an
 * error waits until it is complete. Owned by the event loop.
 */
final class PostgresServer {
    /** Where its messages go. */
    interface Exit {
        /** Takes ownership of the bytes; {@code delaying} hold them, and what is behind them. */
        void pass(ByteBuf data, List<DoseInForce> delaying);
    }

    /** What may come at any time, and answers nothing: a notice, a notification, a setting. */
    private static final String UNASKED = "NAS";

    private final PostgresSession session;
    private final PostgresSession.Connection connection;
    private final Link link;
    private final Exit exit;
    private final Frames frames = new Frames(Frames.Side.SERVER);
    private final List<ByteBuf> held = new ArrayList<>();
    private List<ByteBuf> out = new ArrayList<>();
    /** Whether some of the present message has passed before anybody looked. */
    private boolean passed;

    private boolean dropping;
    /** What is to be said at the end of the present message; null if nothing is. */
    private @Nullable ByteBuf lastWords;

    private boolean over;

    PostgresServer(Link link, PostgresSession session, PostgresSession.Connection connection, Exit exit) {
        this.link = link;
        this.session = session;
        this.connection = connection;
        this.exit = exit;
    }

    /** Takes ownership of the bytes. */
    void received(ByteBuf data) {
        if (over || session.isDismissed()) {
            data.release();
            return;
        }
        if (session.isAskedToEncrypt()) {
            answerToEncryption((char) (data.getByte(data.readerIndex()) & 0xff));
            pass(data);
        } else if (!session.isOpen()) {
            pass(data);
        } else if (session.hasTreated() || dropping || lastWords != null) {
            treat(data);
        } else {
            skim(data);
        }
    }

    private void answerToEncryption(char answer) {
        if (answer == 'N') {
            session.goOnUnencrypted();
        } else {
            session.stop();
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
                out.addAll(held);
                held.clear();
                out.add(part);
                session.stop();
            } else {
                treatPart(part);
            }
            passed &= !frames.isBetween();
            dropping &= !frames.isBetween();
            dismissAtEnd();
        }
        finish(data);
    }

    private void treatPart(ByteBuf part) {
        if (frames.part() == Frames.Part.REST) {
            if (dropping) {
                part.release();
            } else {
                out.add(part);
            }
            return;
        }
        held.add(part);
        if (frames.part() == Frames.Part.BEGUN) {
            List<DoseInForce> delaying = delaying();
            ByteBuf instead = begun();
            if (instead != null) {
                held.forEach(ByteBuf::release);
                held.clear();
                held.add(instead);
                dropping = true;
            }
            letPass(delaying);
        }
    }

    /** What came before goes now; what comes from here on waits, if it is to. */
    private void letPass(List<DoseInForce> delaying) {
        if (!delaying.isEmpty()) {
            send();
            exit.pass(Unpooled.wrappedBuffer(held.toArray(ByteBuf[]::new)), delaying);
        } else {
            out.addAll(held);
        }
        held.clear();
    }

    /** Those which delay the present message and what is behind it. */
    private List<DoseInForce> delaying() {
        Batch batch = session.answering();
        return batch == null || UNASKED.indexOf(frames.type()) >= 0
                ? List.of()
                : batch.takeDelaying(link.doses());
    }

    /** What is to be passed in the place of the message that is now known; null for itself. */
    private @Nullable ByteBuf begun() {
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
        return null;
    }

    private @Nullable ByteBuf error(Body body) {
        Batch batch = session.answering();
        Batch.Failure failure = batch == null ? null : batch.failure();
        if (batch == null || failure == null || passed || !speaksOfStandIn(body)) {
            return null;
        }
        batch.failed();
        failure.dose().deeds().touchedRequest();
        return Messages.error(Messages.Severity.ERROR, failure.state(), failure.text());
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
        ByteBuf before = lastWords;
        if (before != null) {
            before.release();
        }
        lastWords = words;
        dismissAtEnd();
    }

    private void dismissAtEnd() {
        ByteBuf words = lastWords;
        if (words != null && frames.isBetween() && !over) {
            lastWords = null;
            send();
            session.dismiss();
            connection.dismiss(words);
        }
    }

    private void finish(ByteBuf data) {
        if (over || session.isDismissed()) {
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

    private void send() {
        List<ByteBuf> parts = out;
        out = new ArrayList<>();
        if (!parts.isEmpty()) {
            exit.pass(Unpooled.wrappedBuffer(parts.toArray(ByteBuf[]::new)), List.of());
        }
    }

    /** The server sends no more. */
    void ended() {
        if (!over && !held.isEmpty()) {
            out.addAll(held);
            held.clear();
            send();
        }
    }

    private void pass(ByteBuf data) {
        ended();
        exit.pass(data, List.of());
    }

    /** Forgets everything. */
    void close() {
        over = true;
        drop();
        ByteBuf words = lastWords;
        lastWords = null;
        if (words != null) {
            words.release();
        }
    }

    private void drop() {
        held.forEach(ByteBuf::release);
        held.clear();
        out.forEach(ByteBuf::release);
        out = new ArrayList<>();
    }
}
