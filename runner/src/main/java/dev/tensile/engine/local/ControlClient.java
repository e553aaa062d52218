package dev.tensile.engine.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection to the control socket of a link. A thread of its own talks, because an interrupt would close the channel and
 * with it the lease; those who ask wait for that thread, with a time limit.
 */
final class ControlClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SocketChannel channel;
    private final BufferedReader lines;
    private final ExecutorService talker;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        talker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "tensile-link-talker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Empty if nobody serves the socket, or if there is none. */
    static Optional<ControlClient> connect(Path socket) {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The link said nothing in time, or nothing that can be understood, or its process is gone. */
    static final class Lost extends Exception {
        Lost(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** Asks and waits for the answer. */
    Wire.Answer ask(Wire.Ask ask) throws Lost, InterruptedException {
        CompletableFuture<Wire.Answer> answer = send(ask);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Lost("the link process is gone (" + e.getCause() + ")", e);
        } catch (TimeoutException e) {
            throw new Lost("the link process did not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /** As {@link #ask}, but not to be interrupted; the interrupt stays pending. */
    Wire.Answer askSurely(Wire.Ask ask) throws Lost {
        boolean interrupted = Thread.interrupted();
        try {
            return ask(ask);
        } catch (InterruptedException e) {
            interrupted = true;
            return askAgain(ask);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Wire.Answer askAgain(Wire.Ask ask) throws Lost {
        try {
            return ask(ask);
        } catch (InterruptedException e) {
            throw new Lost("interrupted twice while asking the link", e);
        }
    }

    private CompletableFuture<Wire.Answer> send(Wire.Ask ask) {
        CompletableFuture<Wire.Answer> answer = new CompletableFuture<>();
        try {
            talker.execute(() -> talk(ask, answer));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            answer.completeExceptionally(new IOException("the control connection is closed", e));
        }
        return answer;
    }

    private void talk(Wire.Ask ask, CompletableFuture<Wire.Answer> answer) {
        try {
            channel.write(ByteBuffer.wrap((Wire.write(ask) + "\n").getBytes(StandardCharsets.UTF_8)));
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the control connection was closed");
            }
            answer.complete(Wire.read(line, Wire.Answer.class));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        talker.shutdownNow();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be closed.
        }
    }
}
