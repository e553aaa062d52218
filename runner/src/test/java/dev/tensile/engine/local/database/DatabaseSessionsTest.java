package dev.tensile.engine.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.Diagnosis;
import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.EngineSession;
import dev.tensile.engine.Injection;
import dev.tensile.engine.TestPlans;
import dev.tensile.engine.Verification;
import dev.tensile.engine.local.LocalEngine;
import dev.tensile.engine.local.RealPostgres;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseFault;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LocalDatabase;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Secret;
import dev.tensile.experiment.Share;
import dev.tensile.process.ChildJvm;
import dev.tensile.process.StateFolder;
import dev.tensile.run.Delivered;
import dev.tensile.run.PlanFile;
import dev.tensile.run.Restoration;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of our own with a real server: how many, how they end, and what others see of them. */
@Timeout(120)
final class DatabaseSessionsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static RealPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = new RealPostgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static EngineSession open(Dose dose) {
        EngineSession session = new LocalEngine().open(TestPlans.plan(dose), "run-1");
        session.begin();
        return session;
    }

    private static DoseOrder order(Dose dose) {
        return new DoseOrder(1, 0, dose, LONG, 1);
    }

    private static long named(String name) {
        try {
            return Long.parseLong(
                    server.ask("select count(*) from pg_stat_activity where application_name like '" + name + "'"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(String what, java.util.function.BooleanSupplier isSo) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not within 30 s: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void allThatAreLeftCanBeLeakedAndStillSomebodyCanLookIn() throws SQLException {
        Dose dose = Held.leak(server.address(), Held.ALL);
        try (EngineSession session = open(dose)) {
            Injection leak = session.inject(order(dose));
            long held = named("tensile-run-1-1");
            assertTrue(held >= 20 && held <= 30 - 3 - 3 - 1, held + " of 30");
            assertEquals("1", server.ask("select 1"));
            leak.close();
            Delivered.Measured got = (Delivered.Measured) leak.delivered();
            assertEquals((double) held, got.asked());
            assertEquals((double) held, got.got());
            assertTrue(got.isAsAsked());
            assertEquals(0, named("tensile-run-1-%"));
        }
    }

    @Test
    void aShareIsOfThoseThatAreLeft() throws SQLException {
        Dose dose = Held.leak(server.address(), new BlastRadius(Scope.CONNECTIONS, Share.ofPercent(50)));
        try (EngineSession session = open(dose)) {
            Injection leak = session.inject(order(dose));
            long held = named("tensile-run-1-1");
            assertTrue(held >= 10 && held <= 11, held + " of half of 23");
            assertTrue(leak.delivered().touchedAnything());
        }
    }

    @Test
    void moreThanThereAreIsRefusedAndNothingIsOpen() {
        Dose dose = Held.leak(server.address(), BlastRadius.connections(28));
        try (EngineSession session = open(dose)) {
            EngineException told = assertThrows(EngineException.class, () -> session.inject(order(dose)));
            assertEquals(EngineException.Category.NOT_DELIVERED, told.category());
            assertTrue(String.valueOf(told.getMessage()).contains("connections are left to have"), told::toString);
            await("all are closed", () -> named("tensile-run-1-%") == 0);
        }
    }

    @Test
    void underAnExclusiveLockOthersReadButDoNotWrite() throws SQLException {
        Dose dose = Held.lock(server.address(), "public.carts", DatabaseFault.Mode.EXCLUSIVE);
        try (EngineSession session = open(dose);
                Connection other = server.direct()) {
            Injection lock = session.inject(order(dose));
            assertEquals("0", RealPostgres.ask(other, "select items from carts where id = 1"));
            RealPostgres.execute(other, "set lock_timeout = 1000");
            SQLException told = assertThrows(
                    SQLException.class, () -> RealPostgres.execute(other, "update carts set items = 1 where id = 1"));
            assertEquals("55P03", told.getSQLState());
            lock.close();
            Delivered.Measured got = (Delivered.Measured) lock.delivered();
            assertTrue(got.isAsAsked(), got::toString);
            assertEquals(List.of("At most 1 sessions were seen waiting for \"public\".\"carts\"."), got.remarks());
        }
    }

    @Test
    void aLockThatNobodyWaitsForTouchedNothing() {
        Dose dose = Held.lock(server.address(), "carts");
        try (EngineSession session = open(dose)) {
            Injection lock = session.inject(order(dose));
            lock.close();
            assertFalse(lock.delivered().touchedAnything());
        }
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        Dose dose = Held.lock(server.address(), "nowhere");
        try (EngineSession session = open(dose)) {
            EngineException told = assertThrows(EngineException.class, () -> session.inject(order(dose)));
            assertTrue(String.valueOf(told.getMessage()).contains("\"nowhere\" does not exist"), told::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "leak"})
    void theServerEndsTheSessionsOfAKilledRunByItself(String kind) throws Exception {
        Process run = start(kind, 600);
        assertEquals(kind.equals("lock") ? 1 : 10, named("tensile-killed-1"));
        run.destroyForcibly().onExit().join();
        await("the server ends them", () -> named("tensile-killed-1%") == 0);
        assertEquals("0", server.ask("select items from carts where id = 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "leak"})
    void theServerEndsTheSessionsOfAStoppedRunAtTheTimeLimit(String kind) throws Exception {
        Process run = start(kind, 3);
        try {
            signal("STOP", run);
            await("the server ends them", () -> named("tensile-killed-1") == 0);
        } finally {
            signal("CONT", run);
            run.destroyForcibly().onExit().join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "leak"})
    void recoverEndsTheSessionsOfAStoppedRunByTheirName(String kind) throws Exception {
        Process run = start(kind, 600);
        try {
            signal("STOP", run);
            LocalDatabase database =
                    Held.database(server.address(), Secret.NONE).local().orElseThrow();
            SessionsHandle handle = new SessionsHandle(LocalEngine.NAME, database, "tensile-killed-1");
            Verification found = new LocalEngine().undo(handle.toUndo());
            assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
            assertTrue(found.detail().contains("were ended"), found.detail());
            assertEquals(0, named("tensile-killed-1%"));
            assertFalse(new LocalEngine().undo(handle.toUndo()).detail().contains("were ended"));
        } finally {
            signal("CONT", run);
            run.destroyForcibly().onExit().join();
        }
    }

    private static Process start(String kind, int limitSeconds) throws IOException {
        Process run = new ChildJvm(
                        ChildJvm.ownClassPath(),
                        DatabaseRunMain.class.getName(),
                        64,
                        List.of(StateFolder.option()),
                        List.of(server.address().toString(), kind, Integer.toString(limitSeconds)))
                .builder()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("held", run.inputReader().readLine());
        return run;
    }

    private static void signal(String name, Process to) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + to.pid())
                .start()
                .waitFor();
    }

    @Test
    void whereNoServerListensNoSessionIsLeft() throws IOException {
        HostPort nobody;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            nobody = new HostPort("127.0.0.1", free.getLocalPort());
        }
        LocalDatabase database = Held.database(nobody, Secret.NONE).local().orElseThrow();
        Verification found = new EndedSessions(new SessionsHandle("local", database, "x"), name -> null).end();
        assertEquals(Restoration.VERIFIED, found.restoration(), found.detail());
        Dose dose = Held.lock(nobody, "carts");
        try (EngineSession session = open(dose)) {
            assertThrows(EngineException.class, () -> session.inject(order(dose)));
        }
        List<Diagnosis.Finding> doctor = DatabaseRoom.diagnose(Optional.of(TestPlans.plan(dose)));
        assertEquals(Diagnosis.State.MISSING, doctor.get(0).state());
    }

    @Test
    void theDoctorSaysHowManyConnectionsAreLeft() {
        Dose dose = Held.lock(server.address(), "carts");
        Diagnosis.Finding found =
                DatabaseRoom.diagnose(Optional.of(TestPlans.plan(dose))).get(0);
        assertEquals(Diagnosis.State.THERE, found.state());
        assertTrue(found.detail().matches("PostgreSQL 17.* connections can be leaked"), found.detail());
    }

    @Test
    void thePasswordComesFromTheEnvironmentAndGoesNowhere() throws SQLException {
        try (Connection direct = server.direct()) {
            RealPostgres.execute(direct, "create role teller login password 'open sesame'");
        }
        LocalDatabase database =
                new LocalDatabase(server.address(), "postgres", "teller", new Secret("TELLER_PASSWORD"));
        Map<String, String> environment = Map.of("TELLER_PASSWORD", "open sesame");
        try (Connection session = new Server(database, environment::get).open("teller")) {
            assertEquals(1, Server.ask(session, "select 1"));
        }
        EngineException told =
                assertThrows(EngineException.class, () -> new Server(database, name -> null).open("teller"));
        assertEquals("set it where Tensile runs: export TELLER_PASSWORD=…", told.mend());
        SessionsHandle handle = new SessionsHandle("local", database, "x");
        Verification found = new EndedSessions(handle, name -> null).end();
        assertEquals(Restoration.RESIDUE, found.restoration());
        Dose dose = new Dose(
                new DatabaseFault.LeakedConnections(Held.database(server.address(), new Secret("TELLER_PASSWORD"))),
                Held.ALL,
                new Intensity.Full());
        String written = PlanFile.of(TestPlans.plan(dose)).toJson() + handle.toUndo() + database + told + found;
        assertTrue(written.contains("TELLER_PASSWORD"));
        assertFalse(written.contains("sesame"), written);
    }

    @Test
    void aNameFitsAndIsOneRunsAlone() {
        String name = SessionsHandle.nameOf("2026-11-25T10-00-00Z-" + "x".repeat(60) + "7f3a", 3, 1);
        assertTrue(name.startsWith("tensile-") && name.endsWith("7f3a-3.1"), name);
        assertTrue((name + "-look").length() <= 63, name);
    }
}
