package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.EngineException.Category;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said when the answer is none, and what is tried again. */
@Timeout(60)
final class TransportFailureTest {
    private static final String VERSION =
            "{\"data\":{\"getServerVersion\":{\"key\":\"version\",\"value\":\"3.31.0\"}}}";

    private MockWebServer server;
    private ChaosCenter center;

    @BeforeEach
    void open() throws IOException {
        server = new MockWebServer();
        server.start(InetAddress.getLoopbackAddress(), 0);
        center = new ChaosCenter(settings().withProject("p"));
    }

    @AfterEach
    void close() {
        center.close();
        server.close();
    }

    private ChaosCenterSettings settings() {
        return ChaosCenterSettings.of(url(), Credentials.apiToken("a-token"));
    }

    private URI url() {
        return server.url("/").uri();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void drop() {
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
    }

    @Test
    void aReadIsTriedOnceMoreWhenTheConnectionFails() throws InterruptedException {
        drop();
        answer(200, VERSION);
        assertEquals("3.31.0", center.serverVersion());
    }

    @Test
    void aReadIsTriedOnceMoreWhenTheServerFails() throws InterruptedException {
        answer(503, "");
        answer(200, VERSION);
        assertEquals("3.31.0", center.serverVersion());
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void aReadIsNotTriedThrice() {
        answer(500, "{\"errors\":[{\"message\":\"database is down\"}]}");
        answer(500, "{\"errors\":[{\"message\":\"database is down\"}]}");
        answer(200, VERSION);
        Refused.by(center::serverVersion)
                .is(Category.BROKEN)
                .says("answers 500")
                .says("database is down")
                .mendsBy("logs");
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void theSecondLossOfAConnectionIsTheLast() {
        drop();
        drop();
        answer(200, VERSION);
        Refused.by(center::serverVersion).is(Category.BROKEN).says("cannot be talked to");
    }

    @Test
    void savingIsTriedOnceMore() throws InterruptedException {
        answer(502, "");
        answer(200, "{\"data\":{\"saveChaosExperiment\":\"saved\"}}");
        center.save(Drafts.draft());
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void runningIsNeverTriedAgainAndItIsSaidThatItMayHaveBegun() {
        drop();
        answer(200, "{\"data\":{\"runChaosExperiment\":{\"notifyID\":\"n\"}}}");
        Refused.by(() -> center.run(Drafts.ID))
                .is(Category.BROKEN)
                .says("whether it was done all the same is not known")
                .mendsBy("see in ChaosCenter");
    }

    @Test
    void runningIsNotTriedAgainWhenTheServerFails() {
        answer(500, "");
        answer(200, "{\"data\":{\"runChaosExperiment\":{\"notifyID\":\"n\"}}}");
        Refused.by(() -> center.run(Drafts.ID)).says("answers 500").says("whether it was done");
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() {
        URI nowhere = url();
        server.close();
        try (ChaosCenter lonely = new ChaosCenter(ChaosCenterSettings.of(nowhere, Credentials.apiToken("a-token")))) {
            Refused refused = Refused.by(() -> lonely.serverVersion());
            refused.is(Category.ENVIRONMENT).says(nowhere + "api/query").mendsBy("TENSILE_CHAOSCENTER_URL");
        }
    }

    @Test
    void whereNobodyIsNothingWasStarted() {
        server.close();
        Refused refused = Refused.by(() -> center.run(Drafts.ID)).is(Category.ENVIRONMENT);
        assertFalse(refused.message().contains("not known"), refused.message());
    }

    @Test
    void aHostThatHasNoAddressIsSaid() {
        URI unknown = URI.create("http://chaoscenter.invalid");
        try (ChaosCenter lost = new ChaosCenter(ChaosCenterSettings.of(unknown, Credentials.apiToken("a-token")))) {
            Refused.by(lost::serverVersion).is(Category.ENVIRONMENT).says("chaoscenter.invalid");
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        impatient(Duration.ofMillis(200), "does not answer in time");
    }

    @Test
    void aServerThatStopsInTheMidstIsGivenUp() {
        server.enqueue(new MockResponse.Builder()
                .body(VERSION)
                .bodyDelay(1, TimeUnit.HOURS)
                .build());
        impatient(Duration.ofMillis(300), "does not answer in time");
    }

    private void impatient(Duration answer, String says) {
        Patience patience = new Patience(Duration.ofSeconds(5), answer);
        try (ChaosCenter hasty = new ChaosCenter(settings().withPatience(patience))) {
            Refused.by(hasty::serverVersion).is(Category.BROKEN).says(says);
        }
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void anInterruptEndsTheWait() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, center::serverVersion);
    }

    @Test
    void anInterruptEndsTheWaitWhileTheServerIsSilent() throws Exception {
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        var ended = new CompletableFuture<Throwable>();
        Thread asking = new Thread(() -> {
            try {
                center.serverVersion();
            } catch (InterruptedException | RuntimeException e) {
                ended.complete(e);
            }
        });
        asking.start();
        server.takeRequest();
        asking.interrupt();
        assertEquals(InterruptedException.class, ended.get().getClass());
        asking.join();
    }

    @Test
    void plainTextWith401IsACredentialThatIsNotTaken() {
        answer(401, "Error verifying JWT token: token has been revoked");
        Refused.by(center::serverVersion)
                .is(Category.ENVIRONMENT)
                .says("does not take the API token")
                .says("revoked")
                .mendsBy("TENSILE_CHAOSCENTER_TOKEN");
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void aPasswordThatGives401EachTimeIsNotTriedForEver() {
        String login = "{\"accessToken\":\"t\",\"projectID\":\"p\"}";
        answer(200, login);
        answer(401, "revoked");
        answer(200, login);
        answer(401, "revoked");
        try (ChaosCenter user = new ChaosCenter(ChaosCenterSettings.of(url(), Credentials.password("u", "pw")))) {
            Refused.by(user::serverVersion).is(Category.ENVIRONMENT).says("\"u\"");
        }
        assertEquals(4, server.getRequestCount());
    }

    @Test
    void aDocumentThatIsNotUnderstoodIsAQuestionOfVersions() {
        answer(422, "{\"errors\":[{\"message\":\"Cannot query field \\\"x\\\"\"}],\"data\":null}");
        Refused.by(center::serverVersion)
                .is(Category.BROKEN)
                .says("answers 422")
                .says("Cannot query field")
                .mendsBy("version");
    }

    @Test
    void errorsWithStatus200AreErrors() {
        answer(200, "{\"errors\":[{\"message\":\"one\"},{\"message\":\"two\"}],\"data\":{\"getServerVersion\":null}}");
        Refused.by(center::serverVersion).says("one; two");
    }

    @Test
    void errorsBesideAnAnswerAreErrors() {
        answer(200, "{\"errors\":[{\"message\":\"half\"}]," + VERSION.substring(1));
        Refused.by(center::serverVersion).says("half");
    }

    @Test
    void anAnswerWithoutItsFieldIsNone() {
        answer(200, "{\"data\":{\"getServerVersion\":null}}");
        Refused.by(center::serverVersion).says("cannot be understood");
    }

    @Test
    void aPageInsteadOfAnAnswerIsNone() {
        answer(200, "<html><title>Litmus\n\u001b[31m</title></html>");
        Refused refused = Refused.by(center::serverVersion)
                .is(Category.BROKEN)
                .says("cannot be understood")
                .says("<html>")
                .mendsBy("TENSILE_CHAOSCENTER_GRAPHQL_URL");
        assertTrue(refused.message().chars().noneMatch(Character::isISOControl), refused.message());
    }

    @Test
    void aLongTextIsCutShort() {
        answer(404, "x".repeat(100_000));
        Refused refused = Refused.by(center::serverVersion).says("answers 404");
        assertTrue(refused.message().length() < 600, refused.message());
    }

    @Test
    void aRedirectIsNotFollowedButShown() {
        server.enqueue(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "https://elsewhere/api/query")
                .build());
        Refused.by(center::serverVersion).says("answers 301 to https://elsewhere/api/query");
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void addressesMayBeApart() throws InterruptedException {
        answer(200, VERSION);
        ChaosCenterSettings inside = settings().withGraphqlUrl(URI.create(url() + "query"));
        try (ChaosCenter cluster = new ChaosCenter(inside)) {
            cluster.serverVersion();
        }
        assertEquals("/query", server.takeRequest().getUrl().encodedPath());
    }

    @Test
    void closingGivesUpWhatIsAsked() {
        center.close();
        Refused.by(center::serverVersion).says("cannot ask for the server's version");
    }
}
