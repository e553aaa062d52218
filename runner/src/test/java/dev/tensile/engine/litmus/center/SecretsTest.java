package dev.tensile.engine.litmus.center;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tensile.engine.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret is seen, whatever fails and whatever the server says. */
@Timeout(60)
final class SecretsTest {
    /** With letters that JSON and URLs write in another way. */
    private static final String PASSWORD = "hunter2-\"\\é/+hunter2";

    private static final String TOKEN = "recognisable-hunter2-token";
    private static final String JWT = "eyJhbGciOiJIUzUxMiJ9.eyJ1aWQiOiJodW50ZXIyIn0.c2ln-hunter2";
    private MockWebServer server;
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers = List.of(Logger.getLogger("okhttp3"), Logger.getLogger("dev.tensile"));
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord message) {
            logged.add(message.getMessage() + " " + message.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void open() throws IOException {
        server = new MockWebServer();
        server.start(InetAddress.getLoopbackAddress(), 0);
        listener.setLevel(Level.ALL);
        for (Logger logger : loggers) {
            logger.setLevel(Level.ALL);
            logger.setUseParentHandlers(false);
            logger.addHandler(listener);
        }
    }

    @AfterEach
    void close() {
        for (Logger logger : loggers) {
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
            logger.removeHandler(listener);
        }
        server.close();
    }

    /** A way to fail in which the server sends back what it was sent. */
    @FunctionalInterface
    interface Failure {
        MockResponse echoing(String secret);
    }

    static Stream<Failure> failures() {
        return Stream.of(
                echo -> response(200, "garbage " + echo),
                echo -> response(200, "{\"accessToken\":\"" + JWT + "\", truncated"),
                echo -> response(200, "{\"accessToken\":\"" + JWT + "\",\"projectID\":\"\"}"),
                echo -> response(200, "{\"errors\":[" + json(echo) + "],\"data\":null}"),
                echo -> response(200, "{\"message\":1,\"data\":" + json(echo) + "}"),
                echo -> response(301, "")
                        .newBuilder()
                        .addHeader("Location", "http://x/?t=" + encoded(echo))
                        .build(),
                echo -> response(400, json(echo)),
                echo -> response(401, echo),
                echo -> response(401, json(echo)),
                echo -> response(403, echo),
                echo -> response(404, "x".repeat(290) + echo),
                echo -> response(422, "{\"errors\":[" + json(echo) + "]}"),
                echo -> response(500, echo),
                echo -> new MockResponse.Builder()
                        .status("HTTP/9 " + encoded(echo))
                        .build(),
                echo -> new MockResponse.Builder()
                        .onRequestStart(new SocketEffect.CloseSocket())
                        .build(),
                echo -> new MockResponse.Builder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .body(echo)
                        .build(),
                echo -> new MockResponse.Builder()
                        .headersDelay(1, TimeUnit.HOURS)
                        .build());
    }

    private static String json(String echo) {
        return Json.write(Json.object().put("error", echo).put("message", echo));
    }

    private static String encoded(String echo) {
        return URLEncoder.encode(echo, StandardCharsets.UTF_8);
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private void enqueue(MockResponse response) {
        server.enqueue(response);
        server.enqueue(response);
    }

    private ChaosCenterSettings settings(Credentials credentials) {
        return ChaosCenterSettings.of(server.url("/").uri(), credentials)
                .withPatience(new Patience(Duration.ofSeconds(5), Duration.ofMillis(400)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverFailsAtLogin(Failure failure) {
        enqueue(failure.echoing(PASSWORD));
        try (ChaosCenter center = new ChaosCenter(settings(Credentials.password("user", PASSWORD)))) {
            mustNotShow(assertThrows(EngineException.class, center::projects));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverFailsWithAnApiToken(Failure failure) {
        enqueue(failure.echoing(TOKEN));
        try (ChaosCenter center = new ChaosCenter(settings(Credentials.apiToken(TOKEN)))) {
            mustNotShow(assertThrows(EngineException.class, center::serverVersion));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverFailsAfterLogin(Failure failure) {
        server.enqueue(response(200, "{\"accessToken\":\"" + TOKEN + "\",\"projectID\":\"p\"}"));
        enqueue(failure.echoing(TOKEN + PASSWORD));
        try (ChaosCenter center = new ChaosCenter(settings(Credentials.password("user", PASSWORD)))) {
            mustNotShow(assertThrows(EngineException.class, () -> center.run(Drafts.ID)));
        }
    }

    private void mustNotShow(EngineException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        List.of(trace.toString(), failure.mend(), logged.toString())
                .forEach(text -> assertFalse(text.contains("hunter2"), text));
    }

    @Test
    void neitherCredentialsNorSettingsPrint() {
        for (Credentials credentials : List.of(Credentials.apiToken(TOKEN), Credentials.password("user", PASSWORD))) {
            ChaosCenterSettings settings = settings(credentials);
            assertFalse((credentials + " " + settings).contains("hunter2"));
            try (ChaosCenter center = new ChaosCenter(settings)) {
                assertFalse(center.toString().contains("hunter2"));
            }
        }
    }

    @Test
    void neitherCredentialsNorSettingsBecomeJson() throws IOException {
        JsonMapper mapper = JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        for (Credentials credentials : List.of(Credentials.apiToken(TOKEN), Credentials.password("user", PASSWORD))) {
            assertFalse(mapper.writeValueAsString(credentials).contains("hunter2"));
        }
    }

    @Test
    void aRefusedSettingIsNotRepeated() {
        for (Map<String, String> environment : List.of(
                Map.of("TENSILE_CHAOSCENTER_URL", "http://user:hunter2@host", "TENSILE_CHAOSCENTER_TOKEN", "t"),
                Map.of("TENSILE_CHAOSCENTER_URL", "user:hunter2@host", "TENSILE_CHAOSCENTER_TOKEN", "t"),
                Map.of("TENSILE_CHAOSCENTER_URL", "http://host/ hunter2", "TENSILE_CHAOSCENTER_TOKEN", "t"),
                Map.of("TENSILE_CHAOSCENTER_URL", "http://host", "TENSILE_CHAOSCENTER_TOKEN", "hunter2 é"),
                Map.of("TENSILE_CHAOSCENTER_URL", "http://host", "TENSILE_CHAOSCENTER_TOKEN", "hunter2\nhunter2"))) {
            mustNotShow(assertThrows(EngineException.class, () -> ChaosCenterSettings.fromEnvironment(environment)));
        }
    }

    @Test
    void whatIsNoSecretIsStillSaid() {
        enqueue(response(404, "you sent " + TOKEN + " and hunter?"));
        try (ChaosCenter center = new ChaosCenter(settings(Credentials.apiToken(TOKEN)))) {
            Refused.by(center::serverVersion).says("you sent ••• and").says("hunter?");
        }
        assertFalse(logged.isEmpty(), "the log is not listened to");
    }
}
