package dev.tensile.engine.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tensile.experiment.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An upstream that answers every request with what it was asked, as one piece, or under /chunked in chunks. */
final class HttpUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HttpUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String said = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip();
        asked.add(said);
        byte[] bytes = ("you said " + said).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-From", "upstream");
        boolean chunked = exchange.getRequestURI().getPath().startsWith("/chunked");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : chunked ? 0 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** What it was asked so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
