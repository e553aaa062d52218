package dev.tensile.demo;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.payments.Provider;
import dev.tensile.demo.process.Launch;
import dev.tensile.demo.process.ShopProcess;
import dev.tensile.demo.web.Answer;
import dev.tensile.demo.web.Endpoint;
import dev.tensile.demo.web.Metrics;
import dev.tensile.demo.web.Route;
import dev.tensile.demo.web.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The payment provider: {@code POST /pay} approves after a few milliseconds. */
@Command(
        name = "payments",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "The demo shop's payment provider: approves POST /pay after a few milliseconds.")
public final class PaymentsMain extends ShopProcess {
    private static final Count PLENTY = new Count(64);

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen on 127.0.0.1; 0 takes a free port.")
    Port port = new Port(8081);

    @Option(names = "--service-time", paramLabel = "TIME", description = "Median of the log-normal service time.")
    Duration serviceTime = Duration.ofMillis(5);

    @Option(names = "--seed", paramLabel = "SEED", description = "Seed of the service times.")
    long seed = 1;

    public static void main(String[] args) {
        Launch.run(new PaymentsMain(), args);
    }

    @Override
    protected Started start(CountDownLatch stopping) {
        Metrics metrics = new Metrics();
        Provider provider = new Provider(serviceTime, seed);
        WebServer web =
                WebServer.start(port, PLENTY, List.of(Route.getOrPost("/pay", pay(provider))), () -> true, metrics);
        return new Started() {
            @Override
            public int port() {
                return web.port();
            }

            @Override
            public void close() {
                web.close();
                metrics.close();
            }
        };
    }

    private static Endpoint pay(Provider provider) {
        return call -> provider.pay()
                .thenApply(payment -> Answer.json(200, json -> {
                    json.writeStringField("status", "approved");
                    json.writeStringField("payment", payment.id());
                    json.writeNumberField("provider_micros", payment.took().toNanos() / 1_000);
                }));
    }
}
