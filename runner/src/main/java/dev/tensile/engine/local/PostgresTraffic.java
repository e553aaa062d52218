package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Messages;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Both ways over one connection, as far as they speak PostgreSQL; what does not passes untouched. Owned by the event loop. */
final class PostgresTraffic {
    private final long ordinal;
    private final PostgresSession session = new PostgresSession();
    private final PostgresCaller caller;
    private final PostgresServer server;

    /**
     * @param there where what the caller sends goes on
     * @param back where what the server sends goes on, and the doses that hold it
     */
    PostgresTraffic(
            Link link,
            long ordinal,
            PostgresSession.Connection connection,
            Consumer<ByteBuf> there,
            BiConsumer<ByteBuf, List<DoseInForce>> back) {
        this.ordinal = ordinal;
        caller = new PostgresCaller(session, new PostgresDoses(link, ordinal, session, connection), there);
        server = new PostgresServer(link, session, connection, back::accept);
    }

    /** Takes ownership of the bytes. */
    void fromCaller(ByteBuf data) {
        caller.received(data);
    }

    /** Takes ownership of the bytes. */
    void fromServer(ByteBuf data) {
        server.received(data);
    }

    void callerEnded() {
        caller.stream().ended();
    }

    void serverEnded() {
        server.stream().ended();
    }

    /** Whether the caller was told to go. */
    boolean isDismissed() {
        return session.isDismissed();
    }

    /** The caller is told that an administrator ends the session, if there is one and the dose touches it. */
    void terminate(DoseInForce dose) {
        if (session.isOpen()) {
            dose.met(ordinal);
            if (dose.insideConnection(ordinal)) {
                dose.deeds().answered(ordinal);
                server.dismiss(Messages.error(
                        Messages.Severity.FATAL, "57P01", "terminating connection due to administrator command"));
            }
        }
    }

    /** Forgets everything. */
    void close() {
        caller.stream().close();
        server.close();
    }
}
