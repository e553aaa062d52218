package dev.tensile.engine.local;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends a few requests through a throw-away link to an echo in this process, once without and once with a dose, so that
 * the first connection through a real link does not wait for classes to be loaded: that is some 100 ms.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a warm-up may fail
final class WarmUp {
    private static final int ROUNDS = 100;
    private static final int PATIENCE_MILLIS = 2000;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    /** A failure is of no consequence. */
    static void run(Transport transport) {
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread echo = new Thread(() -> echo(upstream), "tensile-link-warm-up");
            echo.setDaemon(true);
            echo.start();
            Link link = new Link(transport, new LocalLink(freePort(), address(upstream)));
            link.open();
            try {
                call(transport, link);
            } finally {
                transport
                        .loop()
                        .submit(() -> {
                            link.close();
                            return true;
                        })
                        .await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            System.err.println("warm-up: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void call(Transport transport, Link link) throws IOException {
        Order order = Wire.read(Wire.write(new Wire.Ask(Wire.Verb.INJECT, "", 0, order())), Wire.Ask.class)
                .order();
        if (order == null) {
            throw new IllegalStateException("an order was lost on its way");
        }
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), link.address().listen().port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < ROUNDS; i++) {
                if (i == ROUNDS / 2) {
                    transport.loop().execute(() -> link.inject(order));
                }
                socket.getOutputStream().write(REQUEST);
                socket.getInputStream().readNBytes(REQUEST.length);
            }
        }
    }

    private static Order order() {
        Dependency echo = new Dependency("warm-up", List.of(), SourceRef.NONE);
        return new Order(
                1,
                new LinkFault.Latency(echo, JitterShape.UNIFORM, Share.NOTHING, LinkFault.Direction.BOTH),
                new BlastRadius(Scope.REQUESTS, Share.ALL),
                new Intensity.Delay(Duration.ofNanos(1), Duration.ZERO),
                1,
                1L << 40);
    }

    private static void echo(ServerSocket upstream) {
        try (Socket socket = upstream.accept()) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[REQUEST.length];
            while (in.readNBytes(buffer, 0, buffer.length) == buffer.length) {
                socket.getOutputStream().write(buffer);
            }
        } catch (IOException e) {
            // The warm-up is over.
        }
    }

    private static HostPort freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return address(probe);
        }
    }

    private static HostPort address(ServerSocket socket) {
        return new HostPort(InetAddress.getLoopbackAddress().getHostAddress(), socket.getLocalPort());
    }
}
