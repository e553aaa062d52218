package dev.tensile.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.engine.local.RealPostgres;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalProgram;
import dev.tensile.experiment.Problem;
import dev.tensile.experiment.Program;
import dev.tensile.experiment.ProgramFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import dev.tensile.process.ProcessId;
import dev.tensile.run.Delivered;
import dev.tensile.run.Restoration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The faults of programs on the real PostgreSQL of the demo: it goes, it comes back with its data, and the shop ends without a trace. */
@Timeout(300)
final class DatabaseProgramIT {
    private static final Path JARS = Path.of(System.getProperty("tensile.root", ".."), "demo", "target", "dist", "lib");

    @TempDir
    private Path state;

    private DemoShop shop = new DemoShop(JARS);

    @BeforeEach
    void open() {
        assumeTrue(Files.isDirectory(JARS), "demo is not built: there is no " + JARS);
        System.setProperty("tensile.state", state.toString());
        shop = new DemoShop(JARS);
        shop.start(Map.of(), DemoShop.Ways.of(List.of()), DemoShop.Lifetime.WITH_PARENT);
        shop.awaitReady();
    }

    @AfterEach
    void close() {
        try {
            assertEquals(List.of(), shop.stop());
            assertFalse(Files.exists(state.resolve("demo")));
            assertFalse(answers());
        } finally {
            System.clearProperty("tensile.state");
        }
    }

    private Program postgres() {
        LocalProgram local = new LocalProgram(
                new LocalProgram.Listening(DemoShop.DATABASE),
                "",
                List.of(shop.startDatabase().toString()),
                DemoShop.DATABASE.toString(),
                Duration.ofSeconds(60));
        return new Program("postgres", List.of(local), SourceRef.NONE);
    }

    private static boolean answers() {
        try (Connection session = connect()) {
            return RealPostgres.ask(session, "select count(*) from cart").equals("1000");
        } catch (SQLException refused) {
            return false;
        }
    }

    private static Connection connect() throws SQLException {
        String[] impatient = {"connectTimeout", "2", "socketTimeout", "2"};
        return RealPostgres.connect(DemoShop.DATABASE, "shop", "tensile-test", impatient);
    }

    private static String started() throws SQLException {
        try (Connection session = connect()) {
            return RealPostgres.ask(session, "select pg_postmaster_start_time()");
        }
    }

    private interface WhileInForce {
        void look() throws Exception;
    }

    private void inflict(ProgramFault fault, Intensity intensity, WhileInForce look) throws Exception {
        Dose dose = new Dose(fault, new BlastRadius(Scope.INSTANCES, Share.ALL), intensity);
        assertEquals(
                List.of(),
                new LocalEngine()
                        .check(TestPlans.plan(dose)).stream()
                                .filter(Problem::isError)
                                .toList());
        try (EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1")) {
            session.begin();
            Injection injection = session.inject(new DoseOrder(1, 0, dose, Duration.ofMinutes(5), 1));
            look.look();
            injection.close();
            Delivered.Measured got = (Delivered.Measured) injection.delivered();
            assertTrue(got.isAsAsked(), got::toString);
            Verification left = session.verify();
            assertEquals(Restoration.VERIFIED, left.restoration(), left.detail());
            awaitAnswer();
        }
    }

    private static void awaitAnswer() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!answers()) {
            assertTrue(System.nanoTime() < end, "it does not answer again");
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void itIsRestartedAndLiveSessionsEnd() throws Exception {
        String before = started();
        try (Connection live = connect()) {
            inflict(new ProgramFault.Restart(postgres(), Duration.ofSeconds(2)), new Intensity.Full(), () -> {});
            assertFalse(live.isValid(2));
        }
        assertFalse(before.equals(started()));
    }

    @Test
    void itIsDownForAsLongAsTheRungIsHeld() throws Exception {
        inflict(new ProgramFault.Outage(postgres()), new Intensity.Full(), () -> {
            for (int i = 0; i < 10; i++) {
                assertFalse(answers());
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        });
        String first = started();
        inflict(new ProgramFault.Kill(postgres(), Duration.ZERO), new Intensity.Full(), () -> {});
        assertFalse(first.equals(started()), "killed again, as what it was started again as");
    }

    /** The end of the test looks whether it is gone. */
    @Test
    void whatWasStartedAgainEndsWithTheShopThoughItsKeeperWasKilled() throws Exception {
        inflict(new ProgramFault.Kill(postgres(), Duration.ZERO), new Intensity.Full(), () -> {});
        ProcessId database = Objects.requireNonNull(shop.alive().get("database"));
        ProcessHandle keeper = ProcessHandle.of(database.pid()).orElseThrow();
        keeper.destroyForcibly();
        keeper.onExit().join();
        assertTrue(answers());
    }

    @Test
    void itIsPausedLiveSessionsGoOnAndNewOnesHang() throws Exception {
        try (Connection live = connect()) {
            inflict(new ProgramFault.Pause(postgres()), new Intensity.Full(), () -> {
                assertEquals("1", RealPostgres.ask(live, "select 1"));
                assertFalse(answers());
            });
            assertTrue(live.isValid(2));
        }
    }
}
