package dev.tensile.engine.local.database;

import dev.tensile.experiment.DatabaseFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A lock on a table. Others are felt to want it when they are seen waiting. */
final class LockGrip implements Grip {
    /** While it waits for the lock, others already wait behind it. */
    private static final int PATIENCE_MILLIS = 5_000;

    private static final String OUR_LOCK = "select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid"
            + " where l.granted and l.locktype = 'relation' and l.relation = to_regclass(?) and a.application_name = ?"
            + " and l.mode = ?";
    private static final String WAITING =
            "select count(*) from pg_locks where not granted and locktype = 'relation' and relation = to_regclass(?)";

    private final String table;
    private final DatabaseFault.Mode mode;
    private long most;

    LockGrip(DatabaseFault.LockTable fault) {
        table = Arrays.stream(fault.table().split("\\."))
                .map(part -> '"' + part + '"')
                .collect(Collectors.joining("."));
        mode = fault.mode();
    }

    @Override
    public String what() {
        return "lock held";
    }

    @Override
    public String unit() {
        return "share";
    }

    @Override
    public double asked() {
        return 1;
    }

    @Override
    public void take(Server server, SessionsHandle handle, Connection look, Duration limit, List<Connection> into)
            throws SQLException {
        Connection session = server.open(handle.application(), limit);
        into.add(session);
        session.setAutoCommit(false);
        Server.execute(session, "set local lock_timeout = " + PATIENCE_MILLIS);
        Server.execute(session, "lock table " + table + " in " + mode.sql() + " mode");
    }

    @Override
    public double held(Connection look, SessionsHandle handle) throws SQLException {
        most = Math.max(most, Server.ask(look, WAITING, table));
        String lock = mode == DatabaseFault.Mode.ACCESS_EXCLUSIVE ? "AccessExclusiveLock" : "ExclusiveLock";
        return Server.ask(look, OUR_LOCK, table, handle.application(), lock) > 0 ? 1 : 0;
    }

    @Override
    public boolean isFelt() {
        return most > 0;
    }

    @Override
    public List<String> remarks() {
        return List.of(
                most == 0
                        ? "Nobody was seen waiting for " + table + ": is it used at all?"
                        : "At most " + most + " sessions were seen waiting for " + table + ".");
    }
}
