package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.DatabaseHarm.StartingUp.Live;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.LinkFault.PacketHarm;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.experiment.StreamHarm.Flapping.Down;
import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import dev.tensile.verdict.Gate;
import dev.tensile.verdict.Judge;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each dose says that it touched is what its callers met, and is proof that the fault was delivered. */
@Timeout(120)
final class TouchedTest {
    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String WORDS = "x".repeat(15_000);
    private static final int LIVE = 4;
    private static final int LATER = 2;
    private static final int BUSY = LIVE + LATER;
    private static RealPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = new RealPostgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Of a rung that is as good as its only dose. */
    private static void mustBeProof(Dose dose, Delivered got) {
        List<Event> events =
                List.of(new Event.PhaseStarted(0, Phase.Kind.HOLD, 1), new Event.Reverted(1_000_000_000, 1, 0, got));
        Run run = new Run("run", TestPlans.plan(dose), "", events, Samples.NONE);
        Gate proof = Judge.judge(run, List.of()).gates().stream()
                .filter(gate -> gate.id().equals("dose"))
                .findFirst()
                .orElseThrow();
        assertEquals(Gate.Status.PASSED, proof.status(), () -> proof.detail() + ": " + got);
    }

    private interface Act {
        void on(Caller caller) throws IOException;
    }

    /** Connections that are cut meanwhile do what they can. */
    private static void everybody(List<Caller> callers, Act act) {
        for (Caller caller : callers) {
            try {
                act.on(caller);
            } catch (IOException cut) {
                // that is what some doses are for
            }
        }
    }

    /** A dose, what callers do while it is in force, and how many of them, or of their requests, it must touch. */
    private record OnLink(Function<Dependency, Dose> on, Act act, int touched) {
        static OnLink speaking(Function<Dependency, Dose> on, int touched) {
            return new OnLink(on, caller -> caller.send(WORDS), touched);
        }

        static OnLink asking(Function<Dependency, Dose> on) {
            return new OnLink(on, caller -> caller.send(REQUEST), BUSY);
        }

        @Override
        public String toString() {
            HostPort anywhere = new HostPort("127.0.0.1", 9);
            return on.apply(TestPlans.dependency("echo", anywhere, anywhere)) + " touches " + touched;
        }
    }

    private static long seen(Dose dose, Delivered.Traffic got) {
        return dose.radius().scope() == Scope.CONNECTIONS ? got.connectionsSeen() : got.requestsSeen();
    }

    private static long touched(Dose dose, Delivered.Traffic got) {
        return dose.radius().scope() == Scope.CONNECTIONS ? got.connectionsTouched() : got.requestsTouched();
    }

    /** Of all that were seen. */
    private static void mustTouch(int expected, Dose dose, Delivered.Traffic got) {
        assertEquals(expected, touched(dose, got), got::toString);
        assertEquals(expected, seen(dose, got), got::toString);
        mustBeProof(dose, got);
    }

    /** Some callers that are there already and later ones all do something, and one is idle all the time. */
    private static void mustTouch(LinkUnderTest link, OnLink one) throws IOException {
        Dose dose = one.on.apply(link.dependency());
        List<Caller> live = new ArrayList<>();
        List<Caller> later = new ArrayList<>();
        try {
            call(link, LIVE + 1, live);
            Caller.await("all are there", () -> link.connections() == LIVE + 1);
            long id = link.inject(dose);
            everybody(live.subList(0, LIVE), one.act);
            call(link, dose.fault() instanceof LinkFault.Refuse ? 0 : LATER, later);
            everybody(later, one.act);
            Caller.await("they are touched", () -> {
                Delivered.Traffic so = link.delivered(id);
                return so.touchedAnything() && touched(dose, so) >= one.touched;
            });
            mustTouch(one.touched, dose, link.revert(id));
        } finally {
            close(live);
            close(later);
        }
    }

    private static void call(LinkUnderTest link, int times, List<Caller> callers) throws IOException {
        for (int i = 0; i < times; i++) {
            callers.add(link.call());
        }
    }

    private static void close(List<Caller> callers) throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
    }

    private static Stream<OnLink> streams() {
        return Stream.of(Arrays.stream(Direction.values()).flatMap(TouchedTest::directed), undirected())
                .flatMap(all -> all);
    }

    private static Stream<OnLink> directed(Direction way) {
        Intensity some = new Intensity.Portion(Share.ofPercent(20));
        Intensity delay = new Intensity.Delay(Duration.ofMillis(5), Duration.ZERO);
        return Stream.of(
                OnLink.speaking(on -> Sent.latency(on, Sent.ALL, way, 5), BUSY),
                OnLink.speaking(on -> Sent.bandwidth(on, way, 8_000_000), BUSY),
                OnLink.speaking(on -> Sent.loss(on, PacketHarm.LOSS, way, 20), BUSY),
                OnLink.speaking(on -> Sent.loss(on, PacketHarm.CORRUPT, way, 20), BUSY),
                OnLink.speaking(on -> Sent.stream(on, new StreamHarm.Corruption(), way, Sent.ALL, some), BUSY),
                OnLink.speaking(on -> Sent.stream(on, new StreamHarm.Slices(5_000, Duration.ofMillis(1)), way), BUSY),
                OnLink.speaking(on -> Sent.stream(on, new StreamHarm.HalfOpen(), way), BUSY),
                OnLink.speaking(on -> Sent.stream(on, new StreamHarm.ResetAfterBytes(10_000), way), BUSY),
                OnLink.speaking(on -> Sent.stream(on, new StreamHarm.Truncate(10_000), way), BUSY),
                new OnLink(
                        on -> Sent.stream(on, new StreamHarm.SlowClose(), way, Sent.ALL, delay),
                        caller -> caller.socket().shutdownOutput(),
                        BUSY));
    }

    private static Stream<OnLink> undirected() {
        Duration minute = Duration.ofMinutes(1);
        return Stream.of(
                OnLink.speaking(on -> TestPlans.blackhole(on, Sent.ALL), BUSY),
                OnLink.speaking(
                        on -> Sent.stream(on, new StreamHarm.Flapping(minute, minute, Down.SILENT), Direction.BOTH),
                        BUSY),
                // What cuts at once, or after some time, does not ask whether anybody speaks.
                OnLink.speaking(on -> TestPlans.reset(on, Sent.ALL), 1 + BUSY),
                OnLink.speaking(on -> TestPlans.refuse(on, 100), 1 + LIVE),
                OnLink.speaking(
                        on -> Sent.stream(on, new StreamHarm.ResetAfterTime(Duration.ofMillis(50)), Direction.BOTH),
                        1 + BUSY));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void ofConnectionsThoseThatGiveAnOccasionAreSeenAndTouched(OnLink one) throws IOException {
        try (LinkUnderTest link = new LinkUnderTest()) {
            mustTouch(link, one);
        }
    }

    @Test
    void whoIsTurnedAwayByALinkThatIsDownIsTouched() throws IOException {
        try (LinkUnderTest link = new LinkUnderTest()) {
            Duration minute = Duration.ofMinutes(1);
            Dose half = Sent.stream(
                    link.dependency(),
                    new StreamHarm.Flapping(minute, minute, Down.REFUSING),
                    Direction.BOTH,
                    TestPlans.percentOf(Scope.CONNECTIONS, 50),
                    new Intensity.Full());
            mustTouchWhoIsCut(link, half);
        }
    }

    @Test
    void whoIsRefusedIsTouched() throws IOException {
        try (LinkUnderTest link = new LinkUnderTest()) {
            mustTouchWhoIsCut(link, TestPlans.refuse(link.dependency(), 50));
        }
    }

    private static void mustTouchWhoIsCut(LinkUnderTest link, Dose dose) throws IOException {
        try (Caller live = link.call();
                Caller other = link.call()) {
            live.echo("before");
            other.echo("before");
            long id = link.inject(dose);
            int cut = (isCut(live) ? 1 : 0) + (isCut(other) ? 1 : 0);
            for (int i = 0; i < 40; i++) {
                cut += isTurnedAway(link) ? 1 : 0;
            }
            Delivered.Traffic got = link.revert(id);
            assertEquals(42, got.connectionsSeen());
            assertEquals(cut, got.connectionsTouched());
            mustBeProof(dose, got);
        }
    }

    private static boolean isTurnedAway(LinkUnderTest link) {
        try (Caller caller = link.call()) {
            return isCut(caller);
        } catch (IOException refused) {
            return true;
        }
    }

    private static boolean isCut(Caller caller) {
        try {
            caller.echo("during");
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private static Stream<OnLink> shares() {
        BlastRadius half = TestPlans.percentOf(Scope.CONNECTIONS, 50);
        Intensity some = new Intensity.Portion(Share.ofPercent(20));
        Intensity line = new Intensity.Throughput(8_000_000);
        Stream<Function<Dependency, Dose>> doses = Stream.of(
                on -> Sent.latency(on, half, Direction.TO, 5),
                on -> new Dose(new LinkFault.Bandwidth(on), half, line),
                on -> new Dose(new LinkFault.Packets(on, PacketHarm.LOSS, Share.NOTHING), half, some),
                on -> TestPlans.blackhole(on, half),
                on -> Sent.stream(on, new StreamHarm.HalfOpen(), Direction.TO, half, new Intensity.Full()),
                on -> Sent.stream(on, new StreamHarm.Corruption(), Direction.TO, half, some));
        return doses.map(dose -> OnLink.speaking(dose, 20));
    }

    /** Of 80 connections in a pool 20 are used, and half of those are touched. */
    @ParameterizedTest
    @MethodSource("shares")
    void whatWaitsInAPoolDoesNotCountForAShare(OnLink one) throws IOException {
        List<Caller> pool = new ArrayList<>();
        try (LinkUnderTest link = new LinkUnderTest()) {
            try {
                call(link, 80, pool);
                Caller.await("all are there", () -> link.connections() == 80);
                Dose dose = one.on.apply(link.dependency());
                long id = link.inject(dose);
                everybody(pool.subList(0, one.touched), one.act);
                Caller.await("all have spoken", () -> {
                    Delivered.Traffic so = link.delivered(id);
                    return so.touchedAnything() && so.connectionsSeen() == one.touched;
                });
                mustBeProof(dose, link.revert(id));
            } finally {
                close(pool);
            }
        }
    }

    /** A caller that loses its patience may reset the connection: what waited there for it was late all the same. */
    @Test
    void whoGivesUpIsTouched() throws IOException {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            Duration minute = Duration.ofMinutes(1);
            Dose dose = Sent.stream(
                    link.dependency(), new StreamHarm.Flapping(minute, minute, Down.SILENT), Direction.BOTH);
            long id = link.inject(dose);
            caller.send(WORDS);
            Caller.await("it waits", () -> link.delivered(id).connectionsSeen() == 1);
            caller.socket().setSoLinger(true, 0);
            caller.socket().close();
            Caller.await("it is gone", () -> link.connections() == 0);
            Delivered.Traffic got = link.revert(id);
            assertEquals(1, got.connectionsTouched());
            mustBeProof(dose, got);
        }
    }

    private static Stream<OnLink> ofHttp() {
        return Stream.of(Sent.ALL_REQUESTS, Sent.ALL)
                .flatMap(radius -> Stream.concat(harms(radius), others(radius)))
                .map(OnLink::asking);
    }

    private static Stream<Function<Dependency, Dose>> harms(BlastRadius radius) {
        return Stream.of(
                        new HttpHarm.Abort(),
                        new HttpHarm.Status(503),
                        new HttpHarm.Body("else"),
                        new HttpHarm.Header("X-From", "elsewhere"),
                        new HttpHarm.Truncate(4),
                        new HttpHarm.Malform(HttpHarm.Malform.Part.STATUS_LINE),
                        new HttpHarm.Malform(HttpHarm.Malform.Part.CHUNK),
                        new HttpHarm.LoseAnswer())
                .map(harm -> on -> Sent.http(on, radius, HttpRoute.ANY, harm));
    }

    private static Stream<Function<Dependency, Dose>> others(BlastRadius radius) {
        Intensity delay = new Intensity.Delay(Duration.ofMillis(5), Duration.ZERO);
        Stream<Function<Dependency, Dose>> ofBoth = Stream.of(
                on -> new Dose(new LinkFault.HttpDelay(on, HttpRoute.ANY), radius, delay),
                on -> TestPlans.blackhole(on, radius),
                on -> Sent.latency(on, radius, Direction.TO, 5),
                on -> Sent.latency(on, radius, Direction.FROM, 5));
        Stream<Function<Dependency, Dose>> ofRequests = Stream.of(on -> TestPlans.reset(on, radius));
        return radius.scope() == Scope.REQUESTS ? Stream.concat(ofBoth, ofRequests) : ofBoth;
    }

    @ParameterizedTest
    @MethodSource("ofHttp")
    void whoAsksIsTouched(OnLink one) throws IOException {
        try (HttpUpstream upstream = new HttpUpstream();
                LinkUnderTest link = new LinkUnderTest(upstream.address())) {
            mustTouch(link, one);
        }
    }

    @Test
    void aRequestThatCouldNotBeAnsweredHereIsNotTouched() throws IOException {
        try (HttpUpstream upstream = new HttpUpstream();
                LinkUnderTest link = new LinkUnderTest(upstream.address());
                Caller caller = link.call()) {
            caller.send(REQUEST.substring(0, 10));
            Caller.await("it has begun", () -> link.counted().of(Tally.What.BYTES_SENT) == 10);
            long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Status(503)));
            caller.send(REQUEST.substring(10));
            assertEquals("HTTP/1.1 200", caller.receive(12));
            Delivered.Traffic got = link.revert(id);
            assertEquals(1, got.requestsSeen());
            assertEquals(0, got.requestsTouched());
            assertEquals(0, got.connectionsTouched());
        }
    }

    /** They are what was asked, sent back: no HTTP. That is known from the first on. */
    @Test
    void answersThatCannotBeToldApartAreNotHeldAndNotTouched() throws IOException {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(Sent.latency(link.dependency(), Sent.ALL_REQUESTS, Direction.FROM, 5));
            for (int i = 0; i < 5; i++) {
                caller.echo(REQUEST);
            }
            Delivered.Traffic got = link.revert(id);
            assertEquals(5, got.requestsSeen());
            assertEquals(1, got.requestsTouched());
        }
    }

    private record OnDatabase(DatabaseHarm harm, Scope scope, int touched) {}

    private static Stream<OnDatabase> databases() {
        Stream<OnDatabase> starts = Stream.of(
                new OnDatabase(new DatabaseHarm.LoginFailure(), Scope.CONNECTIONS, LATER),
                new OnDatabase(new DatabaseHarm.TooManyClients(0), Scope.CONNECTIONS, LATER),
                new OnDatabase(new DatabaseHarm.StartingUp(Live.KEPT), Scope.CONNECTIONS, LATER),
                new OnDatabase(new DatabaseHarm.StartingUp(Live.TERMINATED), Scope.CONNECTIONS, BUSY));
        Stream<DatabaseHarm> others = Stream.of(
                new DatabaseHarm.DropTransaction(),
                new DatabaseHarm.SlowStatement(""),
                new DatabaseHarm.FailStatement("40001", "(?i)^update"),
                new DatabaseHarm.ReadOnly());
        return Stream.concat(
                starts,
                others.flatMap(harm -> Stream.of(
                        new OnDatabase(harm, harm.unit(), LIVE), new OnDatabase(harm, Scope.CONNECTIONS, LIVE))));
    }

    private interface SqlAct {
        void run() throws SQLException;
    }

    private static void whateverComes(SqlAct act) {
        try {
            act.run();
        } catch (SQLException told) {
            // that is what the doses are for
        }
    }

    private static Dose dose(OnDatabase one, LinkUnderTest link) {
        boolean slow = one.harm instanceof DatabaseHarm.SlowStatement;
        return new Dose(
                new LinkFault.Database(link.dependency(), one.harm),
                new BlastRadius(one.scope, Share.ALL),
                slow ? new Intensity.Delay(Duration.ofMillis(5), Duration.ZERO) : new Intensity.Full());
    }

    private static Connection inTransaction(LinkUnderTest link) throws SQLException {
        Connection session = RealPostgres.connect(link.listen(), "tensile-test");
        session.setAutoCommit(false);
        RealPostgres.execute(session, "select 1");
        return session;
    }

    /** Some sessions are in the middle of a transaction, and go on; others come later. */
    @ParameterizedTest
    @MethodSource("databases")
    void sessionsThatGiveAnOccasionAreSeenAndTouched(OnDatabase one) throws Exception {
        try (LinkUnderTest link = new LinkUnderTest(server.address())) {
            List<Connection> live = new ArrayList<>();
            for (int i = 0; i < LIVE; i++) {
                live.add(inTransaction(link));
            }
            Dose dose = dose(one, link);
            long id = link.inject(dose);
            for (Connection session : live) {
                int own = 10 + live.indexOf(session);
                whateverComes(() -> RealPostgres.execute(session, "update carts set items = 0 where id = " + own));
            }
            for (int i = 0; i < LATER; i++) {
                whateverComes(() ->
                        RealPostgres.connect(link.listen(), "tensile-test").close());
            }
            Delivered.Traffic got = link.revert(id);
            live.forEach(session -> whateverComes(session::close));
            mustTouch(one.touched, dose, got);
        }
    }
}
