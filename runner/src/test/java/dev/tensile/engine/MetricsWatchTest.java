package dev.tensile.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import dev.tensile.run.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket. */
class MetricsWatchTest {
    private static final String STATE = "resilience4j_circuitbreaker_state{name=\"payments\",state=\"open\"} ";

    private final BlockingQueue<Reading> read = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String page = STATE + "0\n";
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            asked.incrementAndGet();
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private MetricsWatch watch(String path) {
        Service checkout = new Service(
                "checkout", URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "/", path, SourceRef.NONE);
        return MetricsWatch.start(List.of(checkout), () -> 7, read::addAll);
    }

    private Reading next() throws InterruptedException {
        Reading next = read.poll(30, TimeUnit.SECONDS);
        assertTrue(next != null, "nothing was read");
        return next;
    }

    @Test
    void passesOnWhatChanges() throws InterruptedException {
        MetricsWatch watch = watch("/metrics");
        try (watch) {
            Reading first = next();
            assertEquals("checkout", first.service());
            assertEquals(0, first.value());
            assertEquals(7, first.atNanos());
            int seen = asked.get();
            while (asked.get() < seen + 2) {
                Thread.sleep(20);
            }
            assertTrue(read.isEmpty(), "nothing changed: " + read);
            page = STATE + "1\n";
            assertEquals(1, next().value());
        }
        int seen = asked.get();
        Thread.sleep(1_200);
        assertEquals(seen, asked.get(), "nobody asks after the end");
    }

    @Test
    void anErrorSaysNothing() throws InterruptedException {
        status = 500;
        MetricsWatch watch = watch("/metrics");
        try (watch) {
            while (asked.get() < 2) {
                Thread.sleep(20);
            }
        }
        assertTrue(read.isEmpty());
    }

    @Test
    void aServiceWithoutMetricsIsNotAsked() throws InterruptedException {
        MetricsWatch watch = watch("");
        try (watch) {
            Thread.sleep(1_200);
        }
        assertEquals(0, asked.get());
    }
}
