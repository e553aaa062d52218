package dev.tensile.engine.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tensile.engine.TestPlans;
import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.Scope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PassThroughTest {
    @Test
    void everyByteArrivesUnchangedAndInOrderInBothDirections() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            transfer(link, 32 << 20);
        }
    }

    @Test
    void aTransferThroughALatencyIsUnchangedToo() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest()) {
            link.inject(TestPlans.latency(
                    link.dependency(), TestPlans.percentOf(Scope.CONNECTIONS, 100), Duration.ofMillis(20)));
            transfer(link, 16 << 20);
        }
    }

    @Test
    void aTransferThatLooksLikeHttpButIsNotPassesRequestScope() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            long id = link.inject(TestPlans.latency(
                    link.dependency(), TestPlans.percentOf(Scope.REQUESTS, 100), Duration.ofSeconds(20)));
            assertTrue(caller.echo("GET key\r\n") < 10_000);
            assertTrue(caller.echo("\u0000\u0001GET / HTTP/1.1\r\n\r\n") < 10_000);
            assertEquals(0, link.delivered(id).requestsSeen());
        }
    }

    private static void transfer(LinkUnderTest link, int bytes) throws Exception {
        try (Caller caller = link.call()) {
            Socket socket = caller.socket();
            MessageDigest sent = MessageDigest.getInstance("SHA-256");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    Random random = new Random(1);
                    for (int left = bytes; left > 0; ) {
                        byte[] chunk = new byte[Math.min(left, 1 + random.nextInt(100_000))];
                        random.nextBytes(chunk);
                        sent.update(chunk);
                        socket.getOutputStream().write(chunk);
                        left -= chunk.length;
                    }
                    socket.shutdownOutput();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            long count = 0;
            byte[] buffer = new byte[64 << 10];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                received.update(buffer, 0, n);
                count += n;
            }
            writing.get(10, TimeUnit.SECONDS);
            assertEquals(bytes, count);
            assertArrayEquals(sent.digest(), received.digest());
        }
    }

    @Test
    void theEndOfTheCallersSideReachesTheUpstreamWhileItsAnswersStillCome() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.send("last words");
            caller.socket().shutdownOutput();
            assertEquals("last words", caller.receive(10));
            assertEquals(-1, caller.socket().getInputStream().read());
        }
    }

    @Test
    void aResetByTheCallerReachesTheUpstream() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("hello");
            caller.socket().setSoLinger(true, 0);
            caller.socket().close();
            Caller.await("the upstream sees a reset", () -> link.upstream().lost() == 1);
        }
    }

    @Test
    void aResetByTheUpstreamReachesTheCaller() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Caller caller = link.call()) {
            caller.echo("hello");
            link.upstream().cutAll();
            assertTrue(caller.isReset());
        }
    }

    @Test
    void anUpstreamThatIsDownIsAResetForTheCaller() throws Exception {
        try (LinkUnderTest link = new LinkUnderTest();
                Socket nobody = new Socket()) {
            HostPort upstream = link.upstream().address();
            link.upstream().close();
            // Until it is really closed it may accept; and afterwards somebody else may listen there.
            Caller.await("the port is ours", () -> isBound(nobody, upstream));
            assertTrue(isReset(link));
        }
    }

    private static boolean isBound(Socket socket, HostPort to) {
        try {
            socket.bind(new InetSocketAddress(to.host(), to.port()));
            return true;
        } catch (IOException stillInUse) {
            return false;
        }
    }

    /** A reset may come before the caller has seen that it is connected. */
    private static boolean isReset(LinkUnderTest link) throws IOException {
        try (Caller caller = link.call()) {
            return caller.isReset();
        } catch (SocketException early) {
            return String.valueOf(early.getMessage()).startsWith("Connection reset");
        }
    }
}
