package dev.tensile.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service and what it depends on, in this JVM, on loopback. {@code /buy} asks the stock through the port where a link may
 * listen, {@code /look} asks nobody.
 */
final class TinyShop implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final int link = freePort();
    private final HttpServer stock = open();
    private final HttpServer shop = open();

    TinyShop() throws IOException {
        stock.createContext("/", exchange -> answer(exchange, 200));
        shop.createContext("/health", exchange -> answer(exchange, 200));
        shop.createContext("/look", exchange -> answer(exchange, 200));
        shop.createContext("/buy", exchange -> answer(exchange, stockSays()));
        stock.start();
        shop.start();
    }

    private HttpServer open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Every request of a load, also those that keep the shop from asking the stock. */
    int asked() {
        return asked.get();
    }

    String url() {
        return "http://" + at(shop);
    }

    String stock() {
        return at(stock);
    }

    String link() {
        return "127.0.0.1:" + link;
    }

    int linkPort() {
        return link;
    }

    /** From now on nobody answers; returns where. */
    int closeShop() {
        shop.stop(0);
        return shop.getAddress().getPort();
    }

    private static String at(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private int stockSays() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + link() + "/stock").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            connection.getInputStream().readAllBytes();
            return status;
        } catch (IOException refused) {
            return 502;
        }
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/health")) {
            asked.incrementAndGet();
        }
        byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        shop.stop(0);
        stock.stop(0);
        threads.shutdownNow();
    }
}
