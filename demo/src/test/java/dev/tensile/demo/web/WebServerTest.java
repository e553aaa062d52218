package dev.tensile.demo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.process.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final int WORKERS = 3;
    private final HttpClient http = HttpClient.newHttpClient();

    private static WebServer serving(Route... routes) {
        return WebServer.start(new Port(0), new Count(WORKERS), List.of(routes), () -> false, new Metrics());
    }

    private static HttpRequest request(WebServer web, String path, String method) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private HttpResponse<String> send(WebServer web, String path, String method) throws Exception {
        return http.send(request(web, path, method), BodyHandlers.ofString());
    }

    @Test
    void servesAsManyRequestsAtATimeAsItHasWorkers() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier allWorkers = new CyclicBarrier(WORKERS);
        Route busy = Route.get("/busy", Endpoint.blocking(call -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                allWorkers.await(60, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            } finally {
                inside.decrementAndGet();
            }
            return Answer.problem(200, "none");
        }));
        try (WebServer web = serving(busy)) {
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 4 * WORKERS)
                    .mapToObj(call -> http.sendAsync(request(web, "/busy", "GET"), BodyHandlers.ofString()))
                    .toList();
            calls.forEach(call -> assertEquals(200, call.join().statusCode()));
        }
        assertEquals(WORKERS, most.get());
    }

    @Test
    void saysWhatItTakes() throws Exception {
        try (WebServer web = serving(Route.get("/here", Endpoint.blocking(call -> Answer.problem(200, "none"))))) {
            assertEquals(404, send(web, "/elsewhere", "GET").statusCode());
            HttpResponse<String> refused = send(web, "/here", "DELETE");
            assertEquals(405, refused.statusCode());
            assertEquals("GET", refused.headers().firstValue("Allow").orElse(""));
        }
    }

    @Test
    void answersFiveHundredWhenAnEndpointBreaks() throws Exception {
        Route thrown = Route.get("/thrown", Endpoint.blocking(call -> {
            throw new IllegalStateException("on purpose, as the log shows");
        }));
        Route later = Route.get(
                "/later",
                call -> CompletableFuture.failedFuture(
                        new IllegalStateException("later on purpose, as the log shows")));
        try (WebServer web = serving(thrown, later)) {
            assertEquals(500, send(web, "/thrown", "GET").statusCode());
            assertEquals(500, send(web, "/later", "GET").statusCode());
        }
    }

    @Test
    void isAsHealthyAsItIsTold() throws Exception {
        try (WebServer web = serving()) {
            HttpResponse<String> health = send(web, "/health", "GET");
            assertEquals(503, health.statusCode());
            assertEquals("{\"status\":\"down\"}", health.body());
        }
    }

    @Test
    void countsRequestsForPrometheus() throws Exception {
        try (WebServer web = serving()) {
            send(web, "/health", "GET");
            String page = send(web, "/metrics", "GET").body();
            assertTrue(
                    page.contains("http_server_requests_seconds_count{method=\"GET\",status=\"503\",uri=\"/health\"}"));
            assertTrue(page.contains("jvm_memory_used_bytes") && page.contains("jetty_threads_config_max"));
        }
    }

    @Test
    void refusesAPortThatIsTakenAndSaysHowToMendIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Port port = new Port(taken.getLocalPort());
            CannotStart refusal = assertThrows(
                    CannotStart.class, () -> WebServer.start(port, new Count(1), List.of(), () -> true, new Metrics()));
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains("127.0.0.1:" + port.number()) && message.contains("--port"), message);
        }
    }
}
