package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Messages;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a session with PostgreSQL, if it is one: what both ways over it must know of each other. It is followed from its
 * first byte, whether a dose looks at it or not, because later nobody could tell where it stands. What is encrypted, or no such
 * session, passes untouched. Owned by the event loop.
 */
final class PostgresSession {
    /** More can only mean that the answers are not understood. */
    private static final int MOST_BATCHES = 10_000;

    /** What can become of the connection. */
    interface Connection {
        void abort();

        /** Tells the caller something, and ends both halves. */
        void dismiss(ByteBuf lastWords);

        /** How many connections the link has, this one included. */
        int onLink();
    }

    private enum Stage {
        /** The caller has not begun, or goes on unencrypted. */
        STARTING,
        /** The server is asked whether it encrypts. */
        ASKED_TO_ENCRYPT,
        /** Followed. */
        OPEN,
        /** Nobody can tell what passes. */
        OPAQUE,
        /** Told to go. */
        DISMISSED
    }

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private final Set<DoseInForce> asked = new HashSet<>();
    private Stage stage = Stage.STARTING;
    private @Nullable Batch open;
    private char status = 'I';
    private long statements;
    private long transactions;

    boolean isFollowed() {
        return stage != Stage.OPAQUE && stage != Stage.DISMISSED;
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    boolean isDismissed() {
        return stage == Stage.DISMISSED;
    }

    boolean isAskedToEncrypt() {
        return stage == Stage.ASKED_TO_ENCRYPT;
    }

    void started(Messages.Start start) {
        switch (start) {
            case SESSION -> {
                stage = Stage.OPEN;
                batches.add(new Batch(false)); // what ends with the server being ready for the first time
            }
            case ENCRYPTION -> stage = Stage.ASKED_TO_ENCRYPT;
            case CANCEL, UNKNOWN -> stop();
        }
    }

    /** The server does not encrypt. */
    void goOnUnencrypted() {
        stage = Stage.STARTING;
    }

    void dismiss() {
        stage = Stage.DISMISSED;
        batches.clear();
    }

    void stop() {
        if (stage != Stage.DISMISSED) {
            stage = Stage.OPAQUE;
        }
        batches.clear();
    }

    /** The batch that a message of the caller belongs to. */
    Batch batch(boolean extended) {
        Batch present = open;
        if (present == null) {
            present = new Batch(extended);
            open = present;
            batches.add(present);
            if (batches.size() > MOST_BATCHES) {
                stop();
            }
        }
        return present;
    }

    /** The caller waits until the server is ready. */
    void complete() {
        open = null;
    }

    /** The batch that the server answers now. */
    @Nullable
    Batch answering() {
        return batches.peek();
    }

    boolean hasTreated() {
        for (Batch batch : batches) {
            if (batch.isTreated()) {
                return true;
            }
        }
        return false;
    }

    /** The server is ready; {@code I} outside a transaction, {@code T} inside one, {@code E} inside one that has failed. */
    void ready(char now) {
        batches.poll();
        if (now != 'I' && status == 'I') {
            transactions++;
            asked.clear();
        }
        status = now;
    }

    /** The server waits for data to copy and takes a sync that it was sent already for part of them. */
    void copiesIn() {
        Batch present = batches.peek();
        if (present != null && present.isExtended() && batches.size() == 1) {
            open = present;
        }
    }

    boolean isInTransaction() {
        return status == 'T';
    }

    boolean isIdle() {
        return status == 'I';
    }

    boolean hasFailedTransaction() {
        return status == 'E';
    }

    /** Whether a dose has not decided about the open transaction yet; it has then. */
    boolean asksFor(DoseInForce dose) {
        return asked.add(dose);
    }

    /** The number of the open transaction on this connection. */
    long transaction() {
        return transactions;
    }

    /** The number of one more statement on this connection. */
    long nextStatement() {
        return ++statements;
    }
}
