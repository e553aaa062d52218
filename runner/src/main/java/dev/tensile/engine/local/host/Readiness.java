package dev.tensile.engine.local.host;

import dev.tensile.experiment.HostPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;

/** Whether a program works. */
final class Readiness {
    private static final int PATIENCE_MILLIS = 1_000;

    private Readiness() {}

    /** @param address {@code host:port}, a URL, or empty for a program that cannot be asked */
    static boolean of(String address) {
        if (address.isEmpty()) {
            return true;
        }
        return address.startsWith("http:") ? answers(URI.create(address)) : accepts(HostPort.parse(address));
    }

    private static boolean accepts(HostPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status >= 100 && status < 400;
        } catch (IOException refused) {
            return false;
        }
    }
}
