package dev.tensile.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop as it is hurt: three processes, a real database, real signals. */
class ShopIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private Path data = Path.of("");
    private ShopChild database;
    private ShopChild payments;
    private ShopChild checkout;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    ShopIT() {}

    @BeforeEach
    void open(@TempDir Path temp) throws IOException {
        data = temp.resolve("data");
        database = ShopChild.start(DatabaseMain.class, "--port=0", "--data=" + data)
                .orFail();
        payments = ShopChild.start(PaymentsMain.class, "--port=0").orFail();
        checkout = ShopChild.start(
                        CheckoutMain.class,
                        "--port=0",
                        "--payments=http://127.0.0.1:" + payments.port(),
                        "--database=jdbc:postgresql://127.0.0.1:" + database.port() + "/shop",
                        "--payment-timeout=10s",
                        "--breaker-minimum-calls=5",
                        "--breaker-open=1s")
                .orFail();
    }

    @AfterEach
    void close() throws Exception {
        try (ShopChild first = database;
                ShopChild second = payments;
                ShopChild third = checkout) {
            assertAll(
                    () -> assertEquals(first.handle().pid(), first.announcedPid()),
                    () -> assertEquals(second.handle().pid(), second.announcedPid()),
                    () -> assertEquals(third.handle().pid(), third.announcedPid()));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + checkout.port() + path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private boolean isDegraded() throws Exception {
        HttpResponse<String> response = get("/checkout?cart=42");
        assertEquals(200, response.statusCode(), response.body());
        return response.headers().firstValue("X-Degraded").isPresent();
    }

    private boolean breakerIs(String state) throws Exception {
        return get("/metrics")
                .body()
                .contains("resilience4j_circuitbreaker_state{name=\"payments\",state=\"" + state + "\"} 1");
    }

    @Test
    void sellsAndSaysHowItIs() throws Exception {
        HttpResponse<String> sold = get("/checkout?cart=42");
        assertAll(
                () -> assertEquals(200, sold.statusCode()),
                () -> assertTrue(sold.body().contains("\"payment\":\"approved\""), sold.body()),
                () -> assertEquals(200, get("/cart?cart=1000").statusCode()),
                () -> assertEquals(404, get("/cart?cart=1001").statusCode()),
                () -> assertEquals(200, get("/offers").statusCode()),
                () -> assertEquals("{\"status\":\"up\"}", get("/health").body()),
                () -> assertTrue(get("/metrics").body().contains("hikaricp_connections_max{pool=\"carts\"} 10")),
                () -> assertEquals("", checkout.errors()));
    }

    @Test
    void degradesWithoutPaymentsAndRecoversWithThem() throws Exception {
        assertFalse(isDegraded());
        int port = payments.port();
        payments.kill();
        assertTrue(isDegraded());
        Eventually.holds("the breaker opens", () -> isDegraded() && breakerIs("open"));
        assertEquals(200, get("/health").statusCode());
        payments.close();
        payments = ShopChild.start(PaymentsMain.class, "--port=" + port).orFail();
        Eventually.holds("checkout is whole again", () -> !isDegraded());
        Eventually.holds("the breaker closes", () -> !isDegraded() && breakerIs("closed"));
    }

    @Test
    void isUnavailableWithoutItsDatabase() throws Exception {
        ProcessHandle postmaster = database.postmaster();
        database.askToEnd();
        database.exitCode();
        Eventually.holds("the postmaster has ended", () -> !postmaster.isAlive());
        Eventually.holds("checkout says 503", () -> get("/checkout?cart=42").statusCode() == 503);
        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void leavesNothingWhenTheParentIsGone() throws Exception {
        List<ProcessHandle> all =
                List.of(database.handle(), payments.handle(), checkout.handle(), database.postmaster());
        database.closeStandardInput();
        payments.closeStandardInput();
        checkout.closeStandardInput();
        for (ProcessHandle process : all) {
            Eventually.holds("process " + process.pid() + " ends", () -> !process.isAlive());
        }
        assertFalse(Files.exists(data));
        assertEquals(0, database.exitCode());
        assertEquals("null", database.moreOutput());
    }
}
