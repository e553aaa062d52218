package dev.tensile.engine.local.database;

import dev.tensile.engine.Engine;
import dev.tensile.engine.EngineContract;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.engine.local.RealPostgres;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Plan;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract, for sessions with a database. */
final class DatabaseContractTest {
    private static RealPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = new RealPostgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private abstract static class OnDatabase extends EngineContract {
        @Override
        protected Engine engine() {
            return new LocalEngine();
        }

        @Override
        protected Plan plan() {
            return TestPlans.plan(dose());
        }

        /** The server ends all that belongs to the run, and it is seen. */
        @Override
        protected void killTheTarget(EngineSession session) throws SQLException {
            server.ask("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where application_name like 'tensile-run-1-%'");
            long end = System.nanoTime() + 10_000_000_000L;
            while (session.isAlive() && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        }
    }

    @Nested
    final class Locked extends OnDatabase {
        @Override
        protected Dose dose() {
            return Held.lock(server.address(), "carts");
        }

        @Override
        protected boolean isDisturbed() throws SQLException {
            try (Connection session = server.direct()) {
                RealPostgres.execute(session, "set lock_timeout = 1000");
                RealPostgres.ask(session, "select items from carts where id = 1");
                return false;
            } catch (SQLException told) {
                if ("55P03".equals(told.getSQLState())) {
                    return true;
                }
                throw told;
            }
        }
    }

    @Nested
    final class Leaked extends OnDatabase {
        @Override
        protected Dose dose() {
            return Held.leak(server.address(), BlastRadius.connections(15));
        }

        @Override
        protected boolean isDisturbed() throws SQLException {
            return !server.ask("select count(*) from pg_stat_activity where application_name like 'tensile-run-1-%'")
                    .equals("0");
        }
    }
}
