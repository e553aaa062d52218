package dev.tensile.demo;

import dev.tensile.demo.checkout.BreakerSettings;
import dev.tensile.demo.checkout.Checkout;
import dev.tensile.demo.checkout.DatabaseSettings;
import dev.tensile.demo.checkout.PaymentsClient;
import dev.tensile.demo.checkout.PaymentsDesk;
import dev.tensile.demo.checkout.PostgresCarts;
import dev.tensile.demo.options.Address;
import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.JdbcUrl;
import dev.tensile.demo.options.Percent;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.options.Resolver;
import dev.tensile.demo.process.CannotStart;
import dev.tensile.demo.process.Launch;
import dev.tensile.demo.process.ShopProcess;
import dev.tensile.demo.web.Metrics;
import dev.tensile.demo.web.WebServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The shop's front: reads a cart, has it paid, degrades without payments, fails without the database. */
@Command(
        name = "checkout",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "The demo shop's front: GET /checkout?cart=42 reads the cart and has it paid.")
public final class CheckoutMain extends ShopProcess {
    private static final long ASK_AGAIN_MILLIS = 50;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen on 127.0.0.1; 0 takes a free port.")
    Port port = new Port(8080);

    @Option(names = "--payments", paramLabel = "URL", description = "Where the payment provider is.")
    Address payments = Address.parse("http://127.0.0.1:8081");

    @Option(
            names = "--names-at",
            paramLabel = "ADDRESS",
            description = "The resolver to ask for the payment provider's address; unless said, the machine's.")
    Optional<Resolver> namesAt = Optional.empty();

    @Option(
            names = "--name-memory",
            paramLabel = "TIME",
            description = "How old an address may be that is used while that resolver has no answer.")
    Duration nameMemory = Duration.ofHours(1);

    @Option(names = "--database", paramLabel = "JDBC-URL", description = "Where the carts are.")
    JdbcUrl database = new JdbcUrl("jdbc:postgresql://127.0.0.1:5433/shop");

    @Option(names = "--workers", paramLabel = "COUNT", description = "Requests served at a time; more wait in a queue.")
    Count workers = new Count(24);

    @Option(names = "--payment-timeout", paramLabel = "TIME", description = "Longest wait for a payment.")
    Duration paymentTimeout = Duration.ofSeconds(1);

    @Option(
            names = "--payment-attempts",
            paramLabel = "COUNT",
            description = "Calls for one payment, at once one after the other, until one is answered well.")
    Count paymentAttempts = new Count(1);

    @Option(names = "--database-connections", paramLabel = "COUNT", description = "Size of the connection pool.")
    Count databaseConnections = new Count(10);

    @Option(names = "--connection-timeout", paramLabel = "TIME", description = "Longest wait for a connection.")
    Duration connectionTimeout = Duration.ofSeconds(1);

    @Option(names = "--database-timeout", paramLabel = "TIME", description = "Longest wait for the database's answer.")
    Duration databaseTimeout = Duration.ofSeconds(2);

    @Option(names = "--breaker-window", paramLabel = "COUNT", description = "Calls that the breaker looks back on.")
    Count breakerWindow = new Count(100);

    @Option(names = "--breaker-minimum-calls", paramLabel = "COUNT", description = "Calls before it may open.")
    Count breakerMinimumCalls = new Count(20);

    @Option(names = "--breaker-failures", paramLabel = "SHARE", description = "Failed calls at which it opens.")
    Percent breakerFailures = new Percent(50);

    @Option(names = "--breaker-slow-calls", paramLabel = "SHARE", description = "Slow calls at which it opens.")
    Percent breakerSlowCalls = new Percent(50);

    @Option(names = "--breaker-open", paramLabel = "TIME", description = "How long it stays open.")
    Duration breakerOpen = Duration.ofSeconds(5);

    @Option(names = "--breaker-trials", paramLabel = "COUNT", description = "Calls that it lets through half-open.")
    Count breakerTrials = new Count(10);

    @Option(names = "--start-timeout", paramLabel = "TIME", description = "Longest wait for the database at the start.")
    Duration startTimeout = Duration.ofSeconds(30);

    public static void main(String[] args) {
        Launch.run(new CheckoutMain(), args);
    }

    BreakerSettings breaker() {
        return new BreakerSettings(
                breakerWindow,
                breakerMinimumCalls,
                breakerFailures,
                breakerSlowCalls,
                paymentTimeout,
                breakerOpen,
                breakerTrials);
    }

    DatabaseSettings carts() {
        return new DatabaseSettings(database, databaseConnections, connectionTimeout, databaseTimeout);
    }

    @Override
    protected void check() {
        carts();
    }

    @Override
    protected Started start(CountDownLatch stopping) {
        PaymentsClient client = namesAt.map(
                        resolver -> PaymentsClient.withNames(payments, paymentTimeout, resolver.address(), nameMemory))
                .orElseGet(() -> new PaymentsClient(payments, paymentTimeout));
        client.warmUp();
        awaitDatabase(stopping);
        Metrics metrics = new Metrics();
        PostgresCarts carts = new PostgresCarts(carts(), metrics.registry());
        PaymentsDesk desk = new PaymentsDesk(client, breaker(), paymentAttempts, metrics.registry());
        Checkout checkout =
                new Checkout(carts, desk, () -> ThreadLocalRandom.current().nextLong());
        try {
            WebServer web = WebServer.start(port, workers, checkout.routes(), carts::available, metrics);
            return new Serving(web, carts, client, metrics);
        } catch (CannotStart cannot) {
            carts.close();
            throw cannot;
        }
    }

    private void awaitDatabase(CountDownLatch stopping) {
        long giveUp = System.nanoTime() + startTimeout.toNanos();
        while (!PostgresCarts.answers(carts())) {
            if (System.nanoTime() - giveUp > 0) {
                throw new CannotStart("the database " + database + " gave no answer within " + startTimeout.toSeconds()
                        + " s. Start DatabaseMain, or say where it is by --database.");
            }
            if (ended(stopping)) {
                throw new CannotStart("was asked to end before the database " + database + " was there.");
            }
        }
    }

    private static boolean ended(CountDownLatch stopping) {
        try {
            return stopping.await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private record Serving(WebServer web, PostgresCarts carts, PaymentsClient client, Metrics metrics)
            implements Started {
        @Override
        public int port() {
            return web.port();
        }

        @Override
        public void close() {
            web.close();
            carts.close();
            client.close();
            metrics.close();
        }
    }
}
