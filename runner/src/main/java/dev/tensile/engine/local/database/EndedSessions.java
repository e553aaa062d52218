package dev.tensile.engine.local.database;

import dev.tensile.engine.EngineException;
import dev.tensile.engine.Verification;
import dev.tensile.run.Restoration;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ends the sessions of a dose by their name, from whatever process, and looks whether they are gone. */
final class EndedSessions {
    static final String OF_NAME = "select count(*) from pg_stat_activity where application_name = ?";
    static final String WHAT = "sessions with databases";

    private static final String OURS =
            " from pg_stat_activity where usename = current_user and application_name in (?, ?)"
                    + " and pid <> pg_backend_pid()";
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final SessionsHandle handle;
    private final Server server;

    EndedSessions(SessionsHandle handle, Function<String, @Nullable String> environment) {
        this.handle = handle;
        server = new Server(handle.database(), environment);
    }

    /** Ends them if there are any. */
    Verification end() {
        return found(look -> {
            long ended = Server.ask(
                    look, "select count(pg_terminate_backend(pid))" + OURS, handle.application(), handle.looking());
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (left(look) > 0 && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
            return seen(left(look), ended == 0 ? "" : ended + " were ended; ");
        });
    }

    /** Only looks. */
    Verification look() {
        return found(look -> seen(left(look), ""));
    }

    private interface Look {
        Verification with(Connection session) throws SQLException;
    }

    private Verification found(Look look) {
        try (Connection session = server.open("tensile-recover")) {
            return look.with(session);
        } catch (SQLException told) {
            return told.getCause() instanceof ConnectException
                    ? verified("no server listens on " + handle.database().server() + ", so none holds a session")
                    : residue("it could not be looked at " + handle.database() + ": " + told.getMessage());
        } catch (EngineException unset) {
            return residue(String.valueOf(unset.getMessage()));
        }
    }

    private long left(Connection look) throws SQLException {
        return Server.ask(look, "select count(*)" + OURS, handle.application(), handle.looking());
    }

    private Verification seen(long left, String done) {
        return left == 0
                ? verified(done + "no session is called " + handle.application() + " on "
                        + handle.database().server())
                : residue(done + left + " sessions called " + handle.application() + " are open");
    }

    private static Verification verified(String detail) {
        return new Verification(WHAT, Restoration.VERIFIED, detail);
    }

    private Verification residue(String detail) {
        return new Verification(
                WHAT,
                Restoration.RESIDUE,
                detail + "; by hand: select pg_terminate_backend(pid) from pg_stat_activity where application_name = '"
                        + handle.application() + "'");
    }
}
