package dev.tensile.demo.options;

import java.net.URI;

/** Where a service is: an {@code http} address with a host and nothing behind the port. */
public record Address(URI uri) {
    public Address {
        boolean complete = "http".equals(uri.getScheme()) && uri.getHost() != null;
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        if (!complete || !bare) {
            throw new IllegalArgumentException("an address looks like http://127.0.0.1:8081, was '" + uri + "'");
        }
    }

    public URI at(String path) {
        return uri.resolve(path);
    }

    public static Address parse(String text) {
        return new Address(URI.create(text));
    }
}
