package dev.tensile.engine.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control socket of one link. Each connection has a thread that waits for lines and for the event loop, never for
 * data; when a connection ends, the lease that it holds ends.
 */
final class ControlServer implements AutoCloseable {
    private static final long ANSWER_SECONDS = 5;

    private final Link link;
    private final Path socket;
    private final long parentPid;
    private final Runnable shutdown;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    ControlServer(Link link, Path socket, long parentPid, Runnable shutdown) throws IOException {
        this.link = link;
        this.socket = socket;
        this.parentPid = parentPid;
        this.shutdown = shutdown;
        Files.deleteIfExists(socket);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    void start() {
        daemon("tensile-link-control", this::acceptAll);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                connections.add(connection);
                daemon("tensile-link-lease", () -> serve(connection));
            } catch (IOException e) {
                if (server.isOpen()) {
                    System.err.println("control socket " + socket + ": " + e);
                }
            }
        }
    }

    private void serve(SocketChannel connection) {
        String lease = "";
        try (connection;
                BufferedReader lines = new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Wire.Ask ask = Wire.read(line, Wire.Ask.class);
                Wire.Answer answer = answer(ask, lease);
                if (ask.verb() == Wire.Verb.LEASE && answer.refusal() == null) {
                    lease = ask.lease();
                }
                connection.write(ByteBuffer.wrap((Wire.write(answer) + "\n").getBytes(StandardCharsets.UTF_8)));
                if (ask.verb() == Wire.Verb.SHUTDOWN) {
                    shutdown.run();
                }
            }
        } catch (IOException e) {
            // The other end is gone, or does not speak our language: either way the lease ends.
        } finally {
            connections.remove(connection);
            String ended = lease;
            link.transport().loop().execute(() -> link.release(ended));
        }
    }

    private Wire.Answer answer(Wire.Ask ask, String lease) throws JsonProcessingException {
        try {
            return switch (ask.verb()) {
                case STATUS -> new Wire.Answer(null, onLoop(this::status), null, false);
                case LEASE -> lease(ask);
                case INJECT -> inject(ask.order(), lease);
                case REVERT ->
                    new Wire.Answer(
                            null,
                            null,
                            onLoop(() -> link.revert(ask.number())).get(ANSWER_SECONDS, TimeUnit.SECONDS),
                            false);
                case DELIVERED -> new Wire.Answer(null, null, onLoop(() -> link.delivered(ask.number())), false);
                case COUNTED ->
                    new Wire.Answer(
                            null, null, null, false, onLoop(() -> link.tally().since(ask.number())));
                case PROBE -> new Wire.Answer(null, null, null, onLoop(() -> isUndisturbed((int) ask.number())));
                case UNDO ->
                    onLoop(() -> {
                        link.release(ask.lease());
                        return Wire.Answer.DONE;
                    });
                case SHUTDOWN -> Wire.Answer.DONE;
            };
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            return Wire.Answer.refused("the link did not do it: " + e);
        }
    }

    private Wire.Answer lease(Wire.Ask ask) throws ExecutionException, TimeoutException, InterruptedException {
        Link.Holder asking = new Link.Holder(ask.lease(), ask.number());
        return onLoop(() -> {
            Link.Holder other = link.lease(asking);
            return other == null
                    ? Wire.Answer.DONE
                    : Wire.Answer.refused("a run with process id " + other.pid() + " has it");
        });
    }

    private Wire.Answer inject(@Nullable Order order, String lease)
            throws ExecutionException, TimeoutException, InterruptedException {
        boolean injected = onLoop(() -> {
                    Link.Holder holder = link.holder();
                    boolean may =
                            order != null && holder != null && holder.lease().equals(lease);
                    return may && order != null ? link.inject(order) : CompletableFuture.completedFuture(false);
                })
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return injected ? Wire.Answer.DONE : Wire.Answer.refused("only the holder of the lease may inject");
    }

    private boolean isUndisturbed(int callerPort) {
        Pair pair = link.from(callerPort);
        return pair != null && pair.isUndisturbed();
    }

    private Wire.Status status() {
        Link.Holder holder = link.holder();
        return new Wire.Status(
                Wire.VERSION,
                ProcessHandle.current().pid(),
                parentPid,
                holder == null ? 0 : holder.pid(),
                link.address().listen(),
                link.address().upstream(),
                link.isListening(),
                link.connections(),
                link.doses().all().stream().map(DoseInForce::toString).toList());
    }

    private <T> T onLoop(Supplier<T> task) throws ExecutionException, TimeoutException, InterruptedException {
        return link.transport().loop().submit(task::get).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }
}
