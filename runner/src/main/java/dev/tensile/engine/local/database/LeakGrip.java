package dev.tensile.engine.local.database;

import dev.tensile.experiment.BlastRadius;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Idle sessions. */
final class LeakGrip implements Grip {
    /** Left to others, so that somebody can look in. */
    private static final int SPARED = 3;

    /** Whoever has no right to see what a session does still sees the database that it is in. */
    private static final String LEFT = "select current_setting('max_connections')::int"
            + " - current_setting('superuser_reserved_connections')::int"
            + " - coalesce(current_setting('reserved_connections', true), '0')::int"
            + " - (select count(*) from pg_stat_activity where datid is not null)";

    private static final String OURS = "select count(*) from pg_stat_activity where application_name = ?";

    private final BlastRadius radius;
    private int wanted;
    private long left;

    LeakGrip(BlastRadius radius) {
        this.radius = radius;
    }

    @Override
    public String what() {
        return "sessions leaked";
    }

    @Override
    public String unit() {
        return "sessions";
    }

    @Override
    public double asked() {
        return wanted;
    }

    @Override
    public void take(Server server, SessionsHandle handle, Connection look, Duration limit, List<Connection> into)
            throws SQLException, Refused, InterruptedException {
        left = left(look);
        wanted = wanted();
        for (int i = 0; i < wanted; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            into.add(server.open(handle.application(), limit));
        }
    }

    /** How many connections can be had beside those that are reserved and spared. */
    static long left(Connection look) throws SQLException {
        return Math.max(0, Server.ask(look, LEFT) - SPARED);
    }

    private int wanted() throws Refused {
        boolean number = radius.count() > 0;
        long asked = number
                ? radius.count()
                : Math.round(Math.floor(left * radius.share().fraction() + 1e-9));
        if (left == 0 || asked > left) {
            throw new Refused(left + " connections are left to have, beside those that are reserved and " + SPARED
                    + " that are spared");
        }
        return (int) Math.max(1, asked);
    }

    @Override
    public double held(Connection look, SessionsHandle handle) throws SQLException {
        return Server.ask(look, OURS, handle.application());
    }

    @Override
    public boolean isFelt() {
        return true;
    }

    @Override
    public List<String> remarks() {
        return List.of(wanted + " of " + left + " connections that were left to have were taken.");
    }
}
