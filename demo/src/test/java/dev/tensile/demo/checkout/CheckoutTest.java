package dev.tensile.demo.checkout;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.demo.options.Address;
import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Percent;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.web.Answer;
import dev.tensile.demo.web.Endpoint;
import dev.tensile.demo.web.Metrics;
import dev.tensile.demo.web.Route;
import dev.tensile.demo.web.WebServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The front over a fake store and a stub of the provider, by real sockets. */
class CheckoutTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private final Queue<String> seenByProvider = new ConcurrentLinkedQueue<>();
    private volatile Endpoint provider = Endpoint.blocking(call -> Answer.problem(200, "none"));
    private final WebServer payments = serve(new Metrics(), Route.getOrPost("/pay", call -> {
        seenByProvider.add(call.header("traceparent").orElse("none"));
        return provider.answer(call);
    }));

    @AfterEach
    void close() {
        payments.close();
    }

    private static WebServer serve(Metrics metrics, Route... routes) {
        return WebServer.start(new Port(0), new Count(8), List.of(routes), () -> true, metrics);
    }

    private PaymentsDesk desk(Duration timeout, Duration openFor) {
        Address address = Address.parse("http://127.0.0.1:" + payments.port());
        BreakerSettings breaker = new BreakerSettings(
                new Count(4), new Count(4), new Percent(50), new Percent(100), timeout, openFor, new Count(1));
        return new PaymentsDesk(new PaymentsClient(address, timeout), breaker, new Count(1), metrics.registry());
    }

    private WebServer front(Carts carts, PaymentsDesk desk) {
        Checkout checkout =
                new Checkout(carts, desk, () -> ThreadLocalRandom.current().nextLong());
        return serve(metrics, checkout.routes().toArray(new Route[0]));
    }

    private HttpResponse<String> get(WebServer web, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static boolean degraded(HttpResponse<String> response) {
        assertEquals(200, response.statusCode());
        return response.headers().firstValue(Checkout.DEGRADED).isPresent();
    }

    @Test
    void hasACartPaid() throws Exception {
        try (WebServer web = front(new OneCart(), desk(LONG, LONG))) {
            HttpResponse<String> response = get(web, "/checkout?cart=42");
            assertTrue(!degraded(response) && response.body().contains("\"payment\":\"approved\""), response.body());
            assertTrue(response.body().contains("\"total_cents\":598"), response.body());
        }
    }

    @Test
    void passesTheTraceOnInASpanOfItsOwn() throws Exception {
        try (WebServer web = front(new OneCart(), desk(LONG, LONG))) {
            get(web, "/checkout?cart=42", "traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        }
        String[] parts = String.valueOf(seenByProvider.poll()).split("-", -1);
        assertEquals(List.of("00", TRACE, "01"), List.of(parts[0], parts[1], parts[3]));
        assertNotEquals(SPAN, parts[2]);
    }

    @Test
    void degradesWhenTheProviderFails() throws Exception {
        provider = Endpoint.blocking(call -> Answer.problem(500, "on purpose"));
        try (WebServer web = front(new OneCart(), desk(LONG, LONG))) {
            HttpResponse<String> response = get(web, "/checkout?cart=42");
            assertTrue(degraded(response) && response.body().contains("confirmed by mail"), response.body());
        }
    }

    @Test
    void degradesWhenTheProviderIsSilent() throws Exception {
        provider = call -> new CompletableFuture<>();
        try (WebServer web = front(new OneCart(), desk(Duration.ofMillis(200), LONG))) {
            assertTrue(degraded(get(web, "/checkout?cart=42")));
        }
    }

    @Test
    void asksNobodyWhileTheBreakerIsOpen() throws Exception {
        provider = Endpoint.blocking(call -> Answer.problem(500, "on purpose"));
        PaymentsDesk desk = desk(LONG, LONG);
        try (WebServer web = front(new OneCart(), desk)) {
            for (int call = 0; call < 10; call++) {
                assertTrue(degraded(get(web, "/checkout?cart=42")));
            }
            assertEquals(CircuitBreaker.State.OPEN, desk.state());
            assertEquals(4, seenByProvider.size());
            String page = get(web, "/metrics").body();
            assertTrue(page.contains("resilience4j_circuitbreaker_state{name=\"payments\",state=\"open\"} 1"), page);
        }
    }

    @Test
    void closesTheBreakerWhenTheProviderIsBack() throws Exception {
        PaymentsDesk desk = desk(LONG, Duration.ofMillis(1));
        try (WebServer web = front(new OneCart(), desk)) {
            provider = Endpoint.blocking(call -> Answer.problem(500, "on purpose"));
            for (int call = 0; call < 4; call++) {
                get(web, "/checkout?cart=42");
            }
            assertNotEquals(CircuitBreaker.State.CLOSED, desk.state());
            provider = Endpoint.blocking(call -> Answer.problem(200, "none"));
            long giveUp = System.nanoTime() + LONG.toNanos();
            while (degraded(get(web, "/checkout?cart=42")) && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
            assertEquals(CircuitBreaker.State.CLOSED, desk.state());
        }
    }

    @Test
    void showsACartWithoutAskingTheProvider() throws Exception {
        try (WebServer web = front(new OneCart(), desk(LONG, LONG))) {
            assertEquals(200, get(web, "/cart?cart=42").statusCode());
            assertTrue(seenByProvider.isEmpty());
        }
    }

    @Test
    void tellsAQuestionThatIsWrongFromACartThatIsNotThere() throws Exception {
        try (WebServer web = front(new OneCart(), desk(LONG, LONG))) {
            assertEquals(400, get(web, "/checkout").statusCode());
            assertEquals(400, get(web, "/checkout?cart=mine").statusCode());
            assertEquals(404, get(web, "/checkout?cart=43").statusCode());
        }
    }

    @Test
    void isUnavailableWithoutCarts() throws Exception {
        try (WebServer web = front(new NoCarts(), desk(LONG, LONG))) {
            assertEquals(503, get(web, "/checkout?cart=42").statusCode());
            assertEquals(503, get(web, "/cart?cart=42").statusCode());
        }
    }

    private static final class OneCart implements Carts {
        @Override
        public Optional<Cart> find(int id) {
            Cart cart = new Cart(42, "somebody", List.of(new Cart.Item("sku-1", 2, 299)));
            return id == cart.id() ? Optional.of(cart) : Optional.empty();
        }

        @Override
        public boolean available() {
            return true;
        }
    }

    private static final class NoCarts implements Carts {
        @Override
        public Optional<Cart> find(int id) {
            throw new CartsUnavailable(new SQLException("on purpose"));
        }

        @Override
        public boolean available() {
            return false;
        }
    }

    /** The limit cancels it between any two of its steps. */
    @Test
    void aCallThatIsGivenUpAtAnyMomentIsAFailedCall() {
        Address address = Address.parse("http://127.0.0.1:" + payments.port());
        for (int call = 0; call < 200; call++) {
            try (PaymentsClient client = new PaymentsClient(address, Duration.ofMillis(1))) {
                assertDoesNotThrow(client::warmUp);
            }
        }
    }
}
