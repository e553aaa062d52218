package dev.tensile.experiment;

/** A TCP address, written {@code host:port}. */
public record HostPort(String host, int port) {
    public HostPort {
        Check.named("a host", host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port must be in 1..65535, was " + port);
        }
    }

    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "an address is written host:port, such as 127.0.0.1:8081, was \"" + text + "\"");
        }
        return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
