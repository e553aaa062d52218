package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.HttpHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.run.Delivered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP requests and their answers, on connections that are kept and used again. */
@Timeout(60)
final class HttpFaultsTest {
    private static final String PLAIN = "200 you said GET /a";

    private HttpUpstream upstream;
    private LinkUnderTest link;
    private Caller caller;

    @BeforeEach
    void open() throws IOException {
        upstream = new HttpUpstream();
        link = new LinkUnderTest(upstream.address());
        caller = link.call();
        assertEquals(PLAIN, ask("GET", "/a", ""));
    }

    @AfterEach
    void close() throws IOException {
        caller.close();
        link.close();
        upstream.close();
    }

    private static String request(String method, String path, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
    }

    /** The status and the body. */
    private String ask(String method, String path, String body) throws IOException {
        caller.send(request(method, path, body));
        return answer();
    }

    private String answer() throws IOException {
        List<String> head = head();
        String length = field(head, "content-length");
        return head.get(0).split(" ")[1] + " " + caller.receive(length.isEmpty() ? 0 : Integer.parseInt(length));
    }

    private List<String> head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            String next = caller.receive(1);
            if (next.isEmpty()) {
                throw new IOException("the connection ended after \"" + head + "\"");
            }
            head.append(next);
        }
        return new ArrayList<>(List.of(head.toString().strip().split("\r\n")));
    }

    private static String field(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    @Test
    void aRequestIsAnsweredHereAndTheConnectionStaysInStep() throws Exception {
        long id = link.inject(Sent.http(
                link.dependency(), Sent.ALL_REQUESTS, new HttpRoute("POST", "/pay/*"), new HttpHarm.Status(503)));
        assertEquals("503 ", ask("POST", "/pay/1?x=/a", "some money"));
        assertEquals(PLAIN, ask("GET", "/a", ""));
        assertEquals("503 ", ask("POST", "/pay/2", ""));
        assertEquals("200 you said GET /pay/3", ask("GET", "/pay/3", ""));
        Delivered.Traffic delivered = link.revert(id);
        assertEquals(2, delivered.requestsSeen());
        assertEquals(2, delivered.requestsTouched());
        assertEquals(2, delivered.harms().answered());
        assertEquals("200 you said POST /pay/4 money", ask("POST", "/pay/4", "money"));
        assertEquals(List.of("GET /a", "GET /a", "GET /pay/3", "POST /pay/4 money"), upstream.asked());
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderWhoeverAnswers() throws Exception {
        link.inject(
                Sent.http(link.dependency(), Sent.ALL_REQUESTS, new HttpRoute("", "/no"), new HttpHarm.Status(404)));
        caller.send(request("GET", "/a", "")
                + request("GET", "/no", "")
                + request("POST", "/b", "x")
                + request("GET", "/no", "")
                + request("GET", "/a", ""));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(answer());
        }
        assertEquals(List.of(PLAIN, "404 ", "200 you said POST /b x", "404 ", PLAIN), answers);
    }

    @Test
    void aRequestThatAsksToCloseIsClosedWhenItIsAnsweredHere() throws Exception {
        link.inject(Sent.http(link.dependency(), new HttpHarm.Status(500)));
        caller.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        List<String> head = head();
        assertEquals("close", field(head, "connection"));
        assertEquals(-1, caller.socket().getInputStream().read());
    }

    @Test
    void aCallerThatWaitsToBeAskedForTheBodyIsAnsweredAndClosed() throws Exception {
        link.inject(Sent.http(link.dependency(), new HttpHarm.Status(429)));
        caller.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertTrue(head().get(0).contains("429"));
        assertEquals(-1, caller.socket().getInputStream().read());
    }

    @Test
    void aHeadThatHadBegunBeforeTheInjectionIsPassedOn() throws Exception {
        caller.send("GET /a HTTP/1.1\r\nHo");
        caller.socket().getOutputStream().flush();
        assertTrue(caller.isSilentFor(100));
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Status(503)));
        caller.send("st: x\r\n\r\n");
        assertEquals(PLAIN, answer());
        assertEquals("503 ", ask("GET", "/a", ""));
        assertEquals(1, link.revert(id).harms().answered());
    }

    @Test
    void abortedRequestsCutTheirConnectionBeforeTheyArrive() throws Exception {
        long id = link.inject(
                Sent.http(link.dependency(), Sent.ALL_REQUESTS, new HttpRoute("", "/no"), new HttpHarm.Abort()));
        assertEquals(PLAIN, ask("GET", "/a", ""));
        caller.send(request("GET", "/no", ""));
        assertTrue(caller.isReset());
        assertEquals(1, link.revert(id).requestsTouched());
        assertEquals(List.of("GET /a", "GET /a"), upstream.asked());
    }

    @Test
    void aLostAnswerIsCutWhenTheWorkIsDone() throws Exception {
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.LoseAnswer()));
        caller.send(request("POST", "/pay", "money"));
        assertTrue(caller.isReset());
        assertEquals(List.of("GET /a", "POST /pay money"), upstream.asked());
        Delivered.Traffic delivered = link.revert(id);
        assertEquals(1, delivered.requestsTouched());
        assertEquals(1, delivered.resets());
    }

    @Test
    void anotherBodyHasItsOwnLength() throws Exception {
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Body("{\"ok\":false} ä")));
        for (String path : List.of("/a", "/chunked", "/a")) {
            caller.send(request("GET", path, ""));
            List<String> head = head();
            assertEquals("", field(head, "transfer-encoding"));
            assertEquals("upstream", field(head, "x-from"));
            assertEquals("{\"ok\":false} Ã¤", caller.receive(Integer.parseInt(field(head, "content-length"))));
        }
        assertEquals(3, link.revert(id).harms().changed());
        assertEquals(PLAIN, ask("GET", "/a", ""));
    }

    @Test
    void anAnswerToHeadHasNoBodyToChange() throws Exception {
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Body("something else")));
        caller.send(request("HEAD", "/a", ""));
        assertTrue(head().get(0).contains("200"));
        link.revert(id);
        assertEquals(PLAIN, ask("GET", "/a", ""));
    }

    @Test
    void aHeaderIsSetOrTakenAway() throws Exception {
        long set = link.inject(Sent.http(link.dependency(), new HttpHarm.Header("X-From", "elsewhere")));
        long more = link.inject(Sent.http(link.dependency(), new HttpHarm.Header("Retry-After", "120")));
        caller.send(request("GET", "/a", ""));
        List<String> head = head();
        assertEquals("elsewhere", field(head, "x-from"));
        assertEquals("120", field(head, "retry-after"));
        caller.receive(Integer.parseInt(field(head, "content-length")));
        link.revert(set);
        link.revert(more);
        long away = link.inject(Sent.http(link.dependency(), new HttpHarm.Header("X-From", "")));
        caller.send(request("GET", "/a", ""));
        head = head();
        assertEquals("", field(head, "x-from"));
        caller.receive(Integer.parseInt(field(head, "content-length")));
        assertEquals(1, link.revert(away).harms().changed());
    }

    @Test
    void aTruncatedAnswerPromisesMoreThanItBrings() throws Exception {
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Truncate(4)));
        caller.send(request("GET", "/a", ""));
        List<String> head = head();
        assertEquals(String.valueOf(PLAIN.length() - 4), field(head, "content-length"));
        assertEquals("you ", caller.receive(100));
        Delivered.Traffic delivered = link.revert(id);
        assertEquals(1, delivered.harms().cutShort());
        assertEquals(1, delivered.requestsTouched());
    }

    @Test
    void anAnswerThatIsNoLongerIsNotTruncated() throws Exception {
        long id = link.inject(Sent.http(link.dependency(), new HttpHarm.Truncate(1000)));
        assertEquals(PLAIN, ask("GET", "/a", ""));
        Delivered.Traffic delivered = link.revert(id);
        assertFalse(delivered.touchedAnything(), delivered::toString);
        assertEquals(1, delivered.requestsSeen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/chunked"})
    void aMalformedChunkIsNoNumber(String path) throws Exception {
        link.inject(Sent.http(link.dependency(), new HttpHarm.Malform(HttpHarm.Malform.Part.CHUNK)));
        caller.send(request("GET", path, ""));
        List<String> head = head();
        assertEquals("chunked", field(head, "transfer-encoding"));
        assertEquals("", field(head, "content-length"));
        assertEquals("xyz\r\n", caller.receive(100));
    }

    @Test
    void aMalformedStatusLineIsNoHttp() throws Exception {
        link.inject(Sent.http(link.dependency(), new HttpHarm.Malform(HttpHarm.Malform.Part.STATUS_LINE)));
        caller.send(request("GET", "/a", ""));
        assertFalse(head().get(0).matches("HTTP/1.1 [0-9]{3}.*"));
    }

    @Test
    void onlyRequestsOfThatSortAreDelayed() throws Exception {
        long id = link.inject(Sent.httpDelay(link.dependency(), new HttpRoute("GET", "/slow*"), 150));
        long begin = System.nanoTime();
        assertEquals("200 you said GET /slow/1", ask("GET", "/slow/1", ""));
        assertTrue(System.nanoTime() - begin >= 150_000_000);
        assertEquals(PLAIN, ask("GET", "/a", ""));
        Delivered.Traffic delivered = link.revert(id);
        assertEquals(1, delivered.requestsSeen());
        assertEquals(1, delivered.delays().count());
    }

    @Test
    void theAnswersOfTouchedRequestsAreHeld() throws Exception {
        long id = link.inject(Sent.latency(link.dependency(), Sent.ALL_REQUESTS, Direction.FROM, 150));
        long begin = System.nanoTime();
        assertEquals(PLAIN, ask("GET", "/a", ""));
        assertTrue(System.nanoTime() - begin >= 150_000_000);
        Delivered.Traffic delivered = link.revert(id);
        assertEquals(1, delivered.requestsTouched());
        assertEquals(1, delivered.delays().count());
    }

    @Test
    void inConnectionsAllRequestsOfThoseInsideAreTouchedAndOnlyThoseThatAskedAreSeen() throws Exception {
        long id = link.inject(Sent.http(
                link.dependency(),
                new BlastRadius(Scope.CONNECTIONS, Share.ALL),
                new HttpRoute("", "/no"),
                new HttpHarm.Status(503)));
        try (Caller idle = link.call()) {
            assertEquals("503 ", ask("GET", "/no", ""));
            assertEquals("503 ", ask("GET", "/no", ""));
            Caller.await("both are there", () -> link.connections() == 2);
            Delivered.Traffic delivered = link.revert(id);
            assertEquals(1, delivered.connectionsSeen());
            assertEquals(1, delivered.connectionsTouched());
            assertEquals(2, delivered.requestsTouched());
            assertTrue(idle.isSilentFor(1));
        }
    }

    @Test
    void encryptedStreamsPassUntouched() throws Exception {
        try (EchoServer echo = new EchoServer();
                LinkUnderTest blind = new LinkUnderTest(echo.address());
                Caller tls = new Caller(blind.listen())) {
            long id = blind.inject(Sent.http(blind.dependency(), Sent.ALL, HttpRoute.ANY, new HttpHarm.Status(503)));
            String hello = "\u0016\u0003\u0001\u0002\u0000\u0001GET / HTTP/1.1\r\n\r\n";
            for (int i = 0; i < 3; i++) {
                tls.echo(hello);
            }
            Delivered.Traffic delivered = blind.revert(id);
            assertTrue(delivered.sawTraffic());
            assertFalse(delivered.touchedAnything());
            assertEquals(0, delivered.requestsSeen());
        }
    }
}
