package dev.tensile.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.run.Cause;
import dev.tensile.run.Outcome;
import dev.tensile.run.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a request can end, on every transport. */
@Timeout(120)
class LoadOutcomesTest {
    private static final int REQUESTS = 5;

    /** What a server sends, and what it is to be called. */
    private record Case(String bytes, Outcome outcome, Cause cause, int status) {}

    private static final List<Case> ANSWERS = List.of(
            new Case("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", Outcome.OK, Cause.NONE, 200),
            new Case("HTTP/1.1 204 No Content\r\n\r\n", Outcome.OK, Cause.NONE, 204),
            new Case("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", Outcome.OK, Cause.NONE, 302),
            new Case(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                    Outcome.OK,
                    Cause.NONE,
                    200),
            new Case(
                    "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                    Outcome.OK,
                    Cause.NONE,
                    200),
            new Case(
                    "HTTP/1.1 200 OK\r\nx-degraded: True\r\nContent-Length: 0\r\n\r\n",
                    Outcome.DEGRADED,
                    Cause.NONE,
                    200),
            new Case("HTTP/1.1 200 OK\r\nX-Degraded: no\r\nContent-Length: 0\r\n\r\n", Outcome.OK, Cause.NONE, 200),
            new Case("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Outcome.ERROR, Cause.STATUS, 404),
            new Case("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Outcome.ERROR, Cause.STATUS, 500),
            new Case("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", Outcome.REJECTED, Cause.STATUS, 429),
            new Case(
                    "HTTP/1.1 503 Busy\r\nX-Degraded: true\r\nContent-Length: 0\r\n\r\n",
                    Outcome.REJECTED,
                    Cause.STATUS,
                    503),
            new Case("SSH-2.0-OpenSSH_9.6\r\n\r\n", Outcome.ERROR, Cause.MALFORMED, 0));

    private static final List<Case> CUT_OFF = List.of(
            new Case("", Outcome.ERROR, Cause.CLOSED, 0),
            new Case("HTTP/1.1 200 OK\r\nContent-", Outcome.ERROR, Cause.CLOSED, 0),
            new Case("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", Outcome.ERROR, Cause.CLOSED, 200),
            new Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok", Outcome.ERROR, Cause.CLOSED, 200),
            new Case("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok", Outcome.OK, Cause.NONE, 200),
            new Case("HTTP/1.0 200 OK\r\n\r\nok", Outcome.OK, Cause.NONE, 200));

    static Stream<Transport> transports() {
        return Stream.of(Transport.best(), Transport.nio());
    }

    private static Stream<Arguments> cases(List<Case> cases) {
        return transports().flatMap(transport -> cases.stream().map(c -> Arguments.of(transport, c)));
    }

    static Stream<Arguments> answers() {
        return cases(ANSWERS);
    }

    static Stream<Arguments> cutOff() {
        return cases(CUT_OFF);
    }

    private static List<Sample> run(Transport transport, Service service, RequestTemplate request, int connections)
            throws InterruptedException {
        SampleList samples = new SampleList();
        try (LoadGenerator generator = LoadGenerator.start(
                List.of(Loads.of(service, Arrivals.CONSTANT, 200, Duration.ofSeconds(20), request)),
                1,
                RunClock.startNow(),
                samples,
                transport,
                connections)) {
            samples.await(REQUESTS);
            Counts counts = generator.stop();
            assertEquals(counts.intended(), counts.recorded());
        }
        return samples.all();
    }

    private static void check(List<Sample> samples, Outcome outcome, Cause cause, int status) {
        for (Sample sample : samples) {
            assertEquals(outcome, sample.outcome(), sample::toString);
            assertEquals(cause, sample.cause(), sample::toString);
            assertEquals(status, sample.status(), sample::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsJudgedByItsStatusAndHeaders(Transport transport, Case answer) throws InterruptedException {
        try (TestServer server = new TestServer(TestServer.answer(answer.bytes()))) {
            List<Sample> samples = run(transport, server.service(), Loads.get("/"), 100);
            check(samples, answer.outcome(), answer.cause(), answer.status());
        }
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void aConnectionThatIsClosedEndsTheAnswerOrCutsItOff(Transport transport, Case answer) throws InterruptedException {
        TestServer.Effect thenClose = (request, socket) -> {
            TestServer.answer(answer.bytes()).on(request, socket);
            socket.close();
        };
        try (TestServer server = new TestServer(thenClose)) {
            List<Sample> samples = run(transport, server.service(), Loads.get("/"), 100);
            check(samples, answer.outcome(), answer.cause(), answer.status());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aResetIsCalledAReset(Transport transport) throws InterruptedException {
        TestServer.Effect reset = (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
        try (TestServer server = new TestServer(reset)) {
            check(run(transport, server.service(), Loads.get("/"), 100), Outcome.ERROR, Cause.RESET, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aDeadServerRefuses(Transport transport) throws InterruptedException, IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        check(run(transport, TestServer.service(port), Loads.get("/"), 100), Outcome.ERROR, Cause.REFUSED, 0);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void anAddressThatDoesNotResolveIsUnreachable(Transport transport) throws InterruptedException {
        Service nowhere = new Service(
                "shop",
                java.net.URI.create("http://nowhere.invalid:80"),
                "/",
                TestServer.service(80).at());
        check(run(transport, nowhere, Loads.get("/"), 100), Outcome.ERROR, Cause.UNREACHABLE, 0);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void anAnswerToHeadHasNoBodyDespiteItsLength(Transport transport) throws InterruptedException {
        RequestTemplate head = new RequestTemplate("HEAD", "/", Map.of(), "", 1);
        try (TestServer server = new TestServer(TestServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"))) {
            check(run(transport, server.service(), head, 100), Outcome.OK, Cause.NONE, 200);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aConnectionClosedWhileIdleIsReplacedWithoutATrace(Transport transport) throws InterruptedException {
        TestServer.Effect closeLater = (request, socket) -> {
            TestServer.OK.on(request, socket);
            socket.shutdownOutput();
        };
        try (TestServer server = new TestServer(closeLater)) {
            SampleList samples = new SampleList();
            try (LoadGenerator generator = LoadGenerator.start(
                    List.of(Loads.constant(server.service(), 2)), 1, RunClock.startNow(), samples, transport, 100)) {
                samples.await(3);
                generator.stop();
            }
            check(samples.all(), Outcome.OK, Cause.NONE, 200);
            assertEquals(server.received().size(), server.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void beyondTheLastConnectionARequestFailsAtOnce(int connections) throws InterruptedException {
        SampleList samples = new SampleList();
        try (TestServer server =
                new TestServer((request, socket) -> socket.getInputStream().read())) {
            Load load = Loads.constant(server.service(), 200);
            LoadGenerator generator =
                    LoadGenerator.start(List.of(load), 1, RunClock.startNow(), samples, Transport.best(), connections);
            check(samples.await(20), Outcome.ERROR, Cause.UNREACHABLE, 0);
            generator.close();
            assertEquals(connections, generator.counts().abandoned());
            assertEquals(connections, generator.counts().sent());
            assertEquals(0, generator.counts().missing());
        }
    }
}
