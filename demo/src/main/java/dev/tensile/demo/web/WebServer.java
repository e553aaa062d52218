package dev.tensile.demo.web;

import dev.tensile.demo.options.Count;
import dev.tensile.demo.options.Port;
import dev.tensile.demo.process.CannotStart;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 on loopback with a fixed number of workers. A request that finds no worker free waits in a queue without a
 * bound, {@code /health} and {@code /metrics} too: a service that has stopped to serve must not look well.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private static final long IDLE_AT_THE_END_MILLIS = 250;
    private static final long STOP_WITHIN_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to serve the routes, {@code /health} and {@code /metrics}.
     *
     * @param healthy asked by every health check, in its worker
     * @throws CannotStart when the port cannot be had
     */
    public static WebServer start(
            Port port, Count workers, List<Route> routes, BooleanSupplier healthy, Metrics metrics) {
        QueuedThreadPool pool = new QueuedThreadPool(workers.value() + ACCEPTORS + SELECTORS);
        pool.setName("worker");
        pool.setReservedThreads(0);
        Server server = new Server(pool);
        ServerConnector connector =
                new ServerConnector(server, null, null, null, ACCEPTORS, SELECTORS, new HttpConnectionFactory(quiet()));
        connector.setHost("127.0.0.1");
        connector.setPort(port.number());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END_MILLIS);
        server.addConnector(connector);
        List<Route> all = new ArrayList<>(routes);
        all.add(Route.get("/health", Endpoint.blocking(call -> health(healthy))));
        all.add(Route.get("/metrics", Endpoint.blocking(call -> metrics.page())));
        server.setHandler(new GracefulHandler(new Router(all, metrics)));
        server.setStopTimeout(STOP_WITHIN_MILLIS);
        new JettyServerThreadPoolMetrics(pool, Tags.empty()).bindTo(metrics.registry());
        WebServer web = new WebServer(server, connector);
        web.open(port);
        return web;
    }

    public int port() {
        return connector.getLocalPort();
    }

    private void open(Port port) {
        try {
            server.start();
        } catch (Exception refused) {
            close();
            throw new CannotStart(
                    "cannot listen on 127.0.0.1:" + port.number() + ": " + refused.getMessage()
                            + ". End what uses the port, or choose another by --port (0 takes a free one).",
                    refused);
        }
    }

    private static HttpConfiguration quiet() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private static Answer health(BooleanSupplier healthy) {
        return healthy.getAsBoolean()
                ? Answer.json(200, json -> json.writeStringField("status", "up"))
                : Answer.json(503, json -> json.writeStringField("status", "down"));
    }

    /** Lets requests that are under way finish for two seconds, then ends. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception late) {
            LOG.warn("Requests were cut off: {}", late.toString());
        }
    }
}
