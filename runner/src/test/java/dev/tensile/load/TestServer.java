package dev.tensile.load;

import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on the loopback that does to each request what it is told, byte by byte. A thread for each connection. */
final class TestServer implements AutoCloseable {
    /** What becomes of a request. */
    @FunctionalInterface
    interface Effect {
        void on(Received request, Socket socket) throws IOException, InterruptedException;
    }

    /** The text of a request and how many came before it on its connection. */
    record Received(String text, int number) {
        String path() {
            return text.split(" ")[1];
        }

        String traceparent() {
            return header("traceparent");
        }

        String header(String name) {
            Matcher header =
                    Pattern.compile("(?im)^" + Pattern.quote(name) + ": (.*)$").matcher(text);
            return header.find() ? header.group(1).trim() : "";
        }
    }

    static final Effect OK = answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private final ServerSocket listener;
    private final Effect effect;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    TestServer(Effect effect) {
        this.effect = effect;
        try {
            listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static Effect answer(String bytes) {
        return (request, socket) -> socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    Service service() {
        return service(listener.getLocalPort());
    }

    static Service service(int port) {
        return new Service("shop", URI.create("http://127.0.0.1:" + port), "/health", SourceRef.NONE);
    }

    List<Received> received() {
        return new ArrayList<>(received);
    }

    int connections() {
        return connections.get();
    }

    /** Connections that the other side has not closed. */
    int open() {
        return sockets.size();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String text = read(socket.getInputStream());
            for (int number = 0; !text.isEmpty(); number++) {
                Received request = new Received(text, number);
                received.add(request);
                effect.on(request, socket);
                text = read(socket.getInputStream());
            }
        } catch (IOException | InterruptedException e) {
            // The other side is gone, or the test is over.
        } finally {
            sockets.remove(socket);
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                String text = head.toString(StandardCharsets.ISO_8859_1);
                String length = new Received(text, 0).header("Content-Length");
                byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                return text + new String(body, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
