package dev.tensile.experiment;

/**
 * Which HTTP requests a fault is about.
 *
 * @param method such as {@code GET}; empty for all
 * @param path where {@code *} stands for anything: {@code /api/*}
 */
public record HttpRoute(String method, String path) {
    /** Every request. */
    public static final HttpRoute ANY = new HttpRoute("", "*");

    public HttpRoute {
        if (!method.matches("[A-Z]*")) {
            throw new IllegalArgumentException("an HTTP method is written in capitals, was \"" + method + "\"");
        }
        if (!path.startsWith("/") && !path.equals("*")) {
            throw new IllegalArgumentException("a path starts with / or is *, was \"" + path + "\"");
        }
    }
}
