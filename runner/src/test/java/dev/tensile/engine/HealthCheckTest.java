package dev.tensile.engine;

import static dev.tensile.engine.TestPlans.resetOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tensile.experiment.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthCheckTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static void check(int port) {
        HealthCheck.of(List.of(TestPlans.service(new HostPort("127.0.0.1", port))));
    }

    private static void checkWhoAnswers(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            check(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static EngineException mustBeUnreachable(Executable act) {
        EngineException refused = assertThrows(EngineException.class, act);
        assertEquals(EngineException.Category.UNREACHABLE, refused.category());
        return refused;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302})
    void aServiceThatAnswersIsWell(int status) throws IOException {
        checkWhoAnswers(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void aServiceThatSaysItIsNotWellIsNot(int status) {
        EngineException refused = mustBeUnreachable(() -> checkWhoAnswers(status));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("answers " + status), refused::getMessage);
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            port = socket.getLocalPort();
        }
        EngineException refused = mustBeUnreachable(() -> check(port));
        assertTrue(String.valueOf(refused.getMessage()).contains("127.0.0.1:" + port), refused::getMessage);
    }

    @Test
    void somebodyWhoDoesNotSpeakHttpIsNotWell() throws Exception {
        ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Thread other = new Thread(() -> sayHello(server));
        other.start();
        try {
            mustBeUnreachable(() -> check(server.getLocalPort()));
        } finally {
            server.close();
            other.join();
        }
    }

    /** To everybody, until the server is closed. */
    private static void sayHello(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().skipNBytes(4);
                socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // Also when the caller hangs up.
            }
        }
    }

    @Test
    void whatIsNotAServiceIsNotAsked() {
        HealthCheck.of(List.of(resetOf("payments").fault().on()));
    }
}
