package dev.tensile.engine.local;

import dev.tensile.experiment.HostPort;
import dev.tensile.experiment.LocalLink;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Restoration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Looks at a link from outside: asks it, and connects through it. */
final class LinkProbe {
    private static final int CONNECT_MILLIS = 2000;
    private static final Duration JOIN = Duration.ofSeconds(2);

    private LinkProbe() {}

    /** What was found. */
    record Seen(boolean clean, String detail) {
        Restoration restoration() {
            return clean ? Restoration.VERIFIED : Restoration.RESIDUE;
        }
    }

    static Seen look(LocalLink link, ControlClient control) {
        try {
            Wire.Status status =
                    control.askSurely(Wire.Ask.of(Wire.Verb.STATUS)).status();
            if (status == null) {
                return new Seen(false, "the link on " + link.listen() + " does not say how it is");
            }
            if (!status.doses().isEmpty()) {
                return new Seen(false, "still in force on " + link.listen() + ": " + status.doses());
            }
            if (!status.listening()) {
                return new Seen(false, "the link does not listen on " + link.listen() + ", though nothing is in force");
            }
            return through(link, control);
        } catch (ControlClient.Lost e) {
            return new Seen(false, link.listen() + " could not be looked at: " + e.getMessage());
        }
    }

    private static Seen through(LocalLink link, ControlClient control) throws ControlClient.Lost {
        long begin = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(address(link.listen()), CONNECT_MILLIS);
            Duration connect = Duration.ofNanos(System.nanoTime() - begin);
            if (isJoined(control, socket, begin)) {
                Duration joined = Duration.ofNanos(System.nanoTime() - begin);
                return new Seen(
                        true,
                        link.listen() + " → " + link.upstream() + ": nothing in force; a new connection opened in "
                                + Quantities.text(connect) + " and reached the upstream within "
                                + Quantities.text(joined));
            }
        } catch (ConnectException | SocketTimeoutException e) {
            return new Seen(false, "nothing in force, but " + link.listen() + " cannot be connected to: " + e);
        } catch (IOException e) {
            // Cut before the connection was seen to be there, as a link may do whose upstream is down.
        }
        return likeUpstream(link);
    }

    /** A link to an upstream that is down can do no better than the upstream. */
    private static Seen likeUpstream(LocalLink link) {
        try (Socket direct = new Socket()) {
            direct.connect(address(link.upstream()), CONNECT_MILLIS);
            return new Seen(
                    false,
                    "nothing in force, but a connection to " + link.listen() + " does not reach " + link.upstream()
                            + ", which does answer directly");
        } catch (IOException e) {
            return new Seen(
                    true,
                    link.listen() + " → " + link.upstream() + ": nothing in force; the upstream itself cannot be"
                            + " connected to (" + e.getMessage() + "), with or without the link");
        }
    }

    private static boolean isJoined(ControlClient control, Socket socket, long begin)
            throws ControlClient.Lost, IOException {
        socket.setSoTimeout(1);
        while (System.nanoTime() - begin < JOIN.toNanos()) {
            if (control.askSurely(Wire.Ask.of(Wire.Verb.PROBE, socket.getLocalPort()))
                    .undisturbed()) {
                return true;
            }
            if (isCut(socket)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isCut(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether anybody accepts connections there. */
    static boolean isServed(HostPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(address(address), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(HostPort address) {
        return new InetSocketAddress(address.host(), address.port());
    }
}
