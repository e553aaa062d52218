package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.Messages;
import dev.tensile.engine.local.postgres.SqlText;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.LinkFault;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the doses in force do to one session with PostgreSQL. Owned by the event loop. */
final class PostgresDoses {
    private static final Map<String, String> TEXTS = Map.of(
            "40001", "could not serialize access due to concurrent update",
            "40P01", "deadlock detected",
            "57014", "canceling statement due to statement timeout",
            "55P03", "canceling statement due to lock timeout",
            "53100", "could not extend file: No space left on device",
            "53200", "out of memory",
            "XX000", "internal error");
    private static final String READ_ONLY = "25006";

    private final Link link;
    private final long ordinal;
    private final PostgresSession session;
    private final PostgresSession.Connection connection;

    PostgresDoses(Link link, long ordinal, PostgresSession session, PostgresSession.Connection connection) {
        this.link = link;
        this.ordinal = ordinal;
        this.session = session;
        this.connection = connection;
    }

    /** Whether any of them looks at databases. */
    boolean look() {
        for (DoseInForce dose : link.doses().all()) {
            if (dose.is(LinkFault.Database.class)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a new session is not let in; its caller has been told then. */
    boolean refuses(String user) {
        for (DoseInForce dose : link.doses().all()) {
            Words words = atStart(dose, user);
            if (words == null) {
                continue;
            }
            dose.met(ordinal);
            if (dose.insideConnection(ordinal)) {
                dose.deeds().answered(ordinal);
                session.dismiss();
                connection.dismiss(Messages.error(Messages.Severity.FATAL, words.state(), words.text()));
                return true;
            }
        }
        return false;
    }

    private record Words(String state, String text) {}

    private @Nullable Words atStart(DoseInForce dose, String user) {
        DatabaseHarm harm = harm(dose);
        if (harm instanceof DatabaseHarm.LoginFailure) {
            return new Words("28P01", "password authentication failed for user \"" + user + "\"");
        }
        if (harm instanceof DatabaseHarm.TooManyClients many && connection.onLink() > many.beyond()) {
            return new Words("53300", "sorry, too many clients already");
        }
        return harm instanceof DatabaseHarm.StartingUp
                ? new Words("57P03", "the database system is starting up")
                : null;
    }

    private static @Nullable DatabaseHarm harm(DoseInForce dose) {
        return dose.fault() instanceof LinkFault.Database database ? database.harm() : null;
    }

    /** Whether the connection is cut because it goes on with a transaction. */
    boolean dropsTransaction() {
        if (!session.isInTransaction()) {
            return false;
        }
        for (DoseInForce dose : link.doses().all()) {
            if (!(harm(dose) instanceof DatabaseHarm.DropTransaction) || !session.asksFor(dose)) {
                continue;
            }
            dose.deeds().sawRequest();
            dose.met(ordinal);
            if (dose.insideUnit(ordinal, session.transaction())) {
                dose.deeds().touchedRequest();
                dose.reset(ordinal);
                connection.abort();
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a statement is to be replaced by one that the server refuses. A transaction that has failed already is left alone, and
     * so is what the server drops anyhow.
     *
     * @param begun whether it can not be replaced any more
     */
    boolean fails(Batch batch, String text, boolean begun) {
        if (session.hasFailedTransaction() || batch.failure() != null) {
            return false;
        }
        long number = session.nextStatement();
        for (DoseInForce dose : link.doses().all()) {
            Optional<Words> words = about(dose, text);
            if (words.isEmpty()) {
                continue;
            }
            dose.deeds().sawRequest();
            dose.met(ordinal);
            if (dose.insideUnit(ordinal, number) && !begun) {
                dose.touchedConnection(ordinal);
                if (harm(dose) instanceof DatabaseHarm.SlowStatement) {
                    dose.deeds().touchedRequest();
                    batch.delay(dose);
                } else if (batch.failure() == null) {
                    dose.deeds().answered(ordinal);
                    batch.fail(new Batch.Failure(
                            dose, words.get().state(), words.get().text()));
                }
            }
        }
        return batch.failure() != null;
    }

    /** What a dose would say to a statement; empty if it is not about it. */
    private static Optional<Words> about(DoseInForce dose, String text) {
        DatabaseHarm harm = harm(dose);
        if (harm instanceof DatabaseHarm.ReadOnly) {
            return new SqlText(text)
                    .writes()
                    .map(command -> new Words(READ_ONLY, "cannot execute " + command + " in a read-only transaction"));
        }
        if (harm instanceof DatabaseHarm.FailStatement fail && dose.means(text)) {
            return Optional.of(new Words(fail.state(), TEXTS.getOrDefault(fail.state(), "injected by Tensile")));
        }
        return harm instanceof DatabaseHarm.SlowStatement && dose.means(text)
                ? Optional.of(new Words("", ""))
                : Optional.empty();
    }
}
