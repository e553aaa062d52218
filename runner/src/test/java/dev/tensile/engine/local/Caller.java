package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** A client on one connection. */
final class Caller implements AutoCloseable {
    static final int PATIENCE_MILLIS = 10_000;
    private final Socket socket = new Socket();

    Caller(HostPort to) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(to.host(), to.port()), PATIENCE_MILLIS);
    }

    Socket socket() {
        return socket;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String receive(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** Sends and waits for the echo; the milliseconds it took. */
    double echo(String text) throws IOException {
        long begin = System.nanoTime();
        send(text);
        String back = receive(text.length());
        if (!back.equals(text)) {
            throw new IOException("echo of \"" + text + "\" was \"" + back + "\"");
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Whether nothing comes for so long. */
    boolean isSilentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Whether the connection was reset, as opposed to ended. */
    boolean isReset() throws IOException {
        try {
            socket.getOutputStream().write('x');
            while (socket.getInputStream().read() >= 0) {
                // What is still there comes first.
            }
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A port that is free now. */
    static HostPort freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", probe.getLocalPort());
        }
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 10 s: " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
