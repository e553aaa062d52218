package dev.tensile.load;

import dev.tensile.experiment.AnswerRules;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Rate;
import dev.tensile.experiment.RequestTemplate;
import dev.tensile.experiment.Service;
import dev.tensile.experiment.SourceRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A second of load against ourselves, so that the first requests of a run do not pay for loading classes and for
 * interpreted code: on a busy machine that was found to cost the first hundred requests up to a second each.
 */
final class WarmUp {
    private static final int REQUESTS = 3_000;
    private static final int CONNECTIONS = 64;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private static boolean done;

    private WarmUp() {}

    /** Once in the life of this JVM. Where it does not work, the run starts cold. */
    static synchronized void once(Transport transport) {
        if (done) {
            return;
        }
        done = true;
        try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
            daemon(() -> accept(server));
            drive(server.getLocalPort(), transport);
        } catch (IOException e) {
            // No sockets to be had: the load itself will tell.
        }
    }

    private static void drive(int port, Transport transport) {
        CountDownLatch left = new CountDownLatch(REQUESTS);
        SampleSink sink = batch -> {
            for (int i = 0; i < batch.size(); i++) {
                left.countDown();
            }
        };
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        Load load = new Load(
                "warm-up",
                new Service("warm-up", URI.create("http://" + host + ":" + port), "/", SourceRef.NONE),
                Arrivals.POISSON,
                new Rate(REQUESTS),
                Duration.ofSeconds(1),
                List.of(new RequestTemplate("GET", "/", Map.of(), "", 1)),
                AnswerRules.DEFAULT,
                SourceRef.NONE);
        LoadGenerator generator =
                LoadGenerator.start(List.of(load), 0, RunClock.startNow(), sink, transport, CONNECTIONS);
        try {
            Patience.wait(nanos -> left.await(nanos, TimeUnit.NANOSECONDS), LIMIT);
        } finally {
            generator.close();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tensile-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> answer(socket));
            }
        } catch (IOException e) {
            // The warm-up is over.
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int seen = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                seen = seen << 8 | next;
                if (seen == END_OF_HEAD) {
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException e) {
            // The warm-up is over.
        }
    }
}
