package dev.tensile.demo.web;

import java.util.Set;

/** A path, the methods that it takes, and who answers it. */
public record Route(String path, Set<String> methods, Endpoint endpoint) {
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with /, was '" + path + "'");
        }
        methods = Set.copyOf(methods);
    }

    public static Route get(String path, Endpoint endpoint) {
        return new Route(path, Set.of("GET"), endpoint);
    }

    public static Route getOrPost(String path, Endpoint endpoint) {
        return new Route(path, Set.of("GET", "POST"), endpoint);
    }
}
