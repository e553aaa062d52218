package dev.tensile.engine.local;

import static dev.tensile.engine.local.RealPostgres.ask;
import static dev.tensile.engine.local.RealPostgres.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.DatabaseHarm.StartingUp.Live;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of a real driver with a real server, by way of a link. */
@Timeout(120)
final class PostgresFaultsTest {
    private static final String READ = "select items from carts where id = 1";
    private static final String WRITE = "update carts set items = items + 1 where id = 1";
    private static final Share HALF = Share.ofPercent(50);
    private static RealPostgres server;

    private LinkUnderTest link;
    private Connection session;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = new RealPostgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws IOException, SQLException {
        link = new LinkUnderTest(server.address());
        session = connect();
    }

    @AfterEach
    void close() throws IOException, SQLException {
        session.close();
        link.close();
    }

    private Connection connect(String... properties) throws SQLException {
        return RealPostgres.connect(link.listen(), "tensile-test", properties);
    }

    private Dose dose(DatabaseHarm harm, Scope scope, Share share) {
        return new Dose(
                new LinkFault.Database(link.dependency(), harm), new BlastRadius(scope, share), new Intensity.Full());
    }

    private Dose dose(DatabaseHarm harm) {
        return dose(harm, harm.unit(), Share.ALL);
    }

    private Dose slow(String statement, Share share, int millis) {
        return new Dose(
                new LinkFault.Database(link.dependency(), new DatabaseHarm.SlowStatement(statement)),
                new BlastRadius(Scope.STATEMENTS, share),
                new Intensity.Delay(Duration.ofMillis(millis), Duration.ZERO));
    }

    private static String stateOf(SqlAct act) {
        return assertThrows(SQLException.class, act::run).getSQLState();
    }

    private interface SqlAct {
        void run() throws SQLException;
    }

    private static double millis(SqlAct act) throws SQLException {
        long begin = System.nanoTime();
        act.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Half, to within 5 %; of few to within what chance allows once in 10,000 times. */
    private static void assertHalf(long touched, long seen) {
        double tolerance = Math.max(0.05 * seen / 2, 3.9 * Math.sqrt(seen * 0.25));
        assertTrue(Math.abs(touched - seen / 2.0) <= tolerance, touched + " of " + seen);
    }

    @Test
    void newSessionsAreToldThatThePasswordIsWrongAndLiveOnesGoOn() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.LoginFailure()));
        for (int i = 0; i < 3; i++) {
            SQLException told = assertThrows(SQLException.class, this::connect);
            assertEquals("28P01", told.getSQLState());
            assertTrue(String.valueOf(told.getMessage()).contains("\"postgres\""), told.getMessage());
        }
        assertEquals("0", ask(session, "select 0"));
        Delivered.Traffic got = link.revert(id);
        assertEquals(3, got.connectionsSeen());
        assertEquals(3, got.connectionsTouched());
        assertEquals(3, got.harms().answered());
        connect().close();
    }

    @Test
    void aShareOfNewSessionsIsTurnedAway() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.TooManyClients(0), Scope.CONNECTIONS, HALF));
        int turnedAway = 0;
        for (int i = 0; i < 60; i++) {
            try (Connection one = connect()) {
                assertEquals("1", ask(one, "select 1"));
            } catch (SQLException told) {
                assertEquals("53300", told.getSQLState());
                turnedAway++;
            }
        }
        Delivered.Traffic got = link.revert(id);
        assertEquals(60, got.connectionsSeen());
        assertEquals(turnedAway, got.connectionsTouched());
        assertHalf(turnedAway, 60);
    }

    @Test
    void thereAreTooManyClientsOnlyBeyondANumber() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.TooManyClients(3)));
        List<Connection> others = new ArrayList<>(List.of(connect(), connect()));
        assertEquals("53300", stateOf(this::connect));
        others.remove(0).close();
        Caller.await("the link forgets it", () -> link.connections() < 3);
        others.add(connect());
        assertEquals("53300", stateOf(this::connect));
        Delivered.Traffic got = link.revert(id);
        assertEquals(2, got.connectionsTouched());
        for (Connection one : others) {
            one.close();
        }
    }

    @Test
    void aServerThatStartsUpLetsNobodyInAndKeepsWhoIsThere() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.StartingUp(Live.KEPT)));
        assertEquals("57P03", stateOf(this::connect));
        assertEquals("1", ask(session, "select 1"));
        assertEquals(1, link.revert(id).connectionsTouched());
    }

    @Test
    void aFailoverEndsLiveSessionsAndTheirTransactions() throws SQLException {
        session.setAutoCommit(false);
        execute(session, WRITE);
        long id = link.inject(dose(new DatabaseHarm.StartingUp(Live.TERMINATED)));
        assertEquals("57P01", stateOf(() -> ask(session, READ)));
        assertEquals("57P03", stateOf(this::connect));
        Delivered.Traffic got = link.revert(id);
        assertEquals(2, got.connectionsSeen());
        assertEquals(2, got.connectionsTouched());
        Caller.await("the server ends the session", () -> sessions().equals("0"));
        assertEquals("0", server.ask(READ));
        try (Connection later = connect()) {
            assertEquals("0", ask(later, READ));
        }
    }

    private static String sessions() {
        try {
            return server.ask("select count(*) from pg_stat_activity where application_name = 'tensile-test'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aConnectionIsCutInMidTransactionAndTheServerRollsBack() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.DropTransaction()));
        execute(session, "select 1");
        session.setAutoCommit(false);
        execute(session, WRITE);
        assertEquals("08006", stateOf(session::commit));
        Delivered.Traffic got = link.revert(id);
        assertEquals(1, got.requestsSeen());
        assertEquals(1, got.requestsTouched());
        assertEquals(1, got.resets());
        Caller.await("the server ends the session", () -> sessions().equals("0"));
        assertEquals("0", server.ask(READ));
    }

    @Test
    void aShareOfTransactionsIsCut() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.DropTransaction(), Scope.TRANSACTIONS, HALF));
        session.setAutoCommit(false);
        int cut = 0;
        for (int i = 0; i < 120; i++) {
            try {
                execute(session, "select 1");
                session.commit();
            } catch (SQLException dropped) {
                cut++;
                session = connect();
                session.setAutoCommit(false);
            }
        }
        Delivered.Traffic got = link.revert(id);
        assertEquals(120, got.requestsSeen());
        assertEquals(cut, got.requestsTouched());
        assertHalf(cut, 120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void statementsAreSlowAndOthersAreNot(String mode) throws SQLException {
        try (Connection one = connect("preferQueryMode", mode)) {
            ask(one, READ);
            ask(one, "select 1");
            long id = link.inject(slow("(?i)FROM carts", Share.ALL, 150));
            for (int i = 0; i < 8; i++) { // the driver prepares on the server from the fifth on
                double slow = millis(() -> read(one));
                assertTrue(slow >= 150 && slow < 1000, slow + " ms");
            }
            assertTrue(millis(() -> ask(one, "select 1")) < 100);
            Delivered.Traffic got = link.revert(id);
            assertEquals(8, got.requestsSeen());
            assertEquals(8, got.requestsTouched());
            assertEquals(8, got.delays().count());
            assertEquals(150, got.delays().p50Nanos() / 1e6, 0.05 * 150);
            assertTrue(millis(() -> read(one)) < 100);
        }
    }

    private static void read(Connection on) throws SQLException {
        try (PreparedStatement statement = on.prepareStatement("select items from carts where id = ?")) {
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
            }
        }
    }

    @Test
    void whatWaitsIsLetGoAtTheRevert() throws Exception {
        long id = link.inject(slow("", Share.ALL, 15_000));
        Thread reverting = new Thread(() -> {
            Caller.await("a statement is asked", () -> link.delivered(id).requestsTouched() > 0);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L); // far longer than its answer takes
            link.revert(id);
        });
        reverting.start();
        assertTrue(millis(() -> ask(session, READ)) < 12_000);
        reverting.join();
        assertEquals(1, link.delivered(id).delays().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void aStatementFailsAndItsTransactionWithIt(String mode) throws SQLException {
        try (Connection one = connect("preferQueryMode", mode)) {
            one.setAutoCommit(false);
            read(one);
            long id = link.inject(dose(new DatabaseHarm.FailStatement("40001", "(?i)^update")));
            SQLException told = assertThrows(SQLException.class, () -> execute(one, WRITE));
            assertEquals("40001", told.getSQLState());
            assertEquals("25P02", stateOf(() -> read(one)));
            one.rollback();
            read(one);
            one.rollback();
            Delivered.Traffic got = link.revert(id);
            assertEquals(1, got.requestsSeen());
            assertEquals(1, got.requestsTouched());
            assertEquals(1, got.harms().answered());
            execute(one, WRITE);
            one.rollback();
            assertEquals("0", server.ask(READ));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void whatIsSlowAndFailsIsToldItsErrorAloneAndLate(String mode) throws SQLException {
        try (Connection one = connect("preferQueryMode", mode)) {
            long slow = link.inject(slow("(?i)^update", Share.ALL, 150));
            long failing = link.inject(dose(new DatabaseHarm.FailStatement("40001", "(?i)^update")));
            long begin = System.nanoTime();
            SQLException told = assertThrows(SQLException.class, () -> execute(one, WRITE));
            assertTrue(System.nanoTime() - begin >= 150_000_000);
            assertEquals("40001", told.getSQLState(), told.getMessage());
            assertNull(told.getNextException());
            assertEquals("1", ask(one, "select 1"));
            assertEquals(1, link.revert(slow).delays().count());
            assertEquals(1, link.revert(failing).requestsTouched());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void aShareOfStatementsFailsEachByItself(String mode) throws SQLException {
        try (Connection one = connect("preferQueryMode", mode)) {
            long id = link.inject(dose(new DatabaseHarm.FailStatement("57014", ""), Scope.STATEMENTS, HALF));
            int failed = 0;
            for (int i = 0; i < 6200; i++) {
                try {
                    read(one);
                } catch (SQLException told) {
                    assertEquals("57014", told.getSQLState());
                    failed++;
                }
            }
            Delivered.Traffic got = link.revert(id);
            assertEquals(6200, got.requestsSeen());
            assertEquals(failed, got.requestsTouched());
            assertHalf(failed, 6200);
            read(one);
        }
    }

    @Test
    void ofABatchThatFailsTheRestIsDroppedAndTheNextGoesWell() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.FailStatement("40P01", "items = 7 ")));
        try (java.sql.Statement batch = session.createStatement()) {
            for (int i = 5; i < 10; i++) {
                batch.addBatch("update carts set items = " + i + " where id = 9");
            }
            assertEquals("40P01", stateOf(batch::executeBatch));
        }
        assertEquals("0", ask(session, "select items from carts where id = 9"));
        assertEquals(1, link.revert(id).requestsTouched());
        try (java.sql.Statement batch = session.createStatement()) {
            batch.addBatch("update carts set items = 7 where id = 9");
            batch.addBatch("update carts set items = 0 where id = 9");
            assertEquals(2, batch.executeBatch().length);
        }
    }

    @Test
    void whatWritesIsRefusedAsOnAStandbyAndWhatReadsIsNot() throws SQLException {
        long id = link.inject(dose(new DatabaseHarm.ReadOnly()));
        SQLException told = assertThrows(SQLException.class, () -> execute(session, WRITE));
        assertEquals("25006", told.getSQLState());
        assertEquals("ERROR: cannot execute UPDATE in a read-only transaction", told.getMessage());
        assertEquals("25006", stateOf(() -> ask(session, READ + " for update")));
        assertEquals("0", ask(session, READ));
        assertEquals(2, link.revert(id).requestsTouched());
        execute(session, "update carts set items = 0 where id = 1");
    }

    @Test
    void bigStatementsAndAnswersPassUnchangedUnderADose() throws SQLException {
        link.inject(dose(new DatabaseHarm.FailStatement("40001", "nothing like this")));
        String big = "x".repeat(3_000_000);
        assertEquals(big, ask(session, "select '" + big + "'"));
        link.inject(slow("", HALF, 1));
        for (int i = 0; i < 10; i++) {
            assertEquals(big, ask(session, "select repeat('x', 3000000)"));
        }
        assertEquals("40001", failBig(big));
        assertEquals("1", ask(session, "select 1"));
    }

    private String failBig(String big) {
        link.inject(dose(new DatabaseHarm.FailStatement("40001", "^select /\\*big")));
        return stateOf(() -> ask(session, "select /*big*/ '" + big + "'"));
    }

    @Test
    void copiesPassAndAreFollowed() throws Exception {
        long id = link.inject(slow("(?i)^copy", Share.ALL, 100));
        var copies = session.unwrap(org.postgresql.PGConnection.class).getCopyAPI();
        execute(session, "create temp table goods (id int)");
        String rows = "1\n".repeat(50_000);
        assertEquals(50_000, copies.copyIn("copy goods from stdin", new java.io.StringReader(rows)));
        java.io.StringWriter out = new java.io.StringWriter();
        assertTrue(millis(() -> copyOut(copies, out)) >= 100);
        assertEquals(rows, out.toString());
        assertEquals(2, link.delivered(id).delays().count());
        assertTrue(millis(() -> ask(session, "select 1")) < 100);
    }

    private static void copyOut(org.postgresql.copy.CopyManager copies, java.io.Writer out) throws SQLException {
        try {
            copies.copyOut("copy goods to stdout", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCancelPassesAndEndsAStatement() throws SQLException {
        link.inject(dose(new DatabaseHarm.FailStatement("40001", "nothing like this")));
        try (java.sql.Statement statement = session.createStatement()) {
            statement.setQueryTimeout(1);
            assertEquals("57014", stateOf(() -> statement.execute("select pg_sleep(10)")));
        }
        assertEquals("1", ask(session, "select 1"));
    }
}
