package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As a run does it: the link is a process of its own, and orders go there by its control socket. */
@Timeout(120)
final class PostgresEngineTest {
    @TempDir
    private Path state;

    @BeforeEach
    void state() {
        System.setProperty("tensile.state", state.toString());
    }

    @AfterEach
    void noState() {
        System.clearProperty("tensile.state");
    }

    @Test
    void aStatementFailsByWayOfALinkProcessAndIsWellAgain() throws Exception {
        try (RealPostgres server = new RealPostgres()) {
            HostPort listen = Caller.freePort();
            Dependency carts = TestPlans.dependency("carts", listen, server.address());
            Dose dose = new Dose(
                    new LinkFault.Database(carts, new DatabaseHarm.FailStatement("57014", "(?i)from carts")),
                    new BlastRadius(Scope.STATEMENTS, Share.ALL),
                    new Intensity.Full());
            try (EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1");
                    Connection live = RealPostgres.connect(listen, "tensile-test")) {
                String read = "select items from carts where id = 1";
                assertEquals("0", RealPostgres.ask(live, read));
                Injection injection = session.inject(new DoseOrder(1, 0, dose, Duration.ofMinutes(5), 1));
                SQLException told = assertThrows(SQLException.class, () -> RealPostgres.ask(live, read));
                assertEquals("57014", told.getSQLState());
                assertEquals("1", RealPostgres.ask(live, "select 1"));
                injection.close();
                assertEquals("0", RealPostgres.ask(live, read));
                Delivered.Traffic got = (Delivered.Traffic) injection.delivered();
                assertEquals(1, got.requestsSeen());
                assertEquals(1, got.requestsTouched());
                assertEquals(Restoration.VERIFIED, session.verify().restoration());
            }
        }
    }
}
