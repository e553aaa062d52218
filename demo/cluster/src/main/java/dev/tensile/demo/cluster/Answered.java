package dev.tensile.demo.cluster;

/**
 * A request that the API server has taken.
 *
 * @param method as in HTTP; a watch is a {@code GET}
 * @param path with its query
 * @param body as it came, empty if none
 * @param status of the answer; 101 for a watch over a web socket, 0 when no answer was given
 * @param nanoTime {@link System#nanoTime()} when the answer was made
 */
public record Answered(String method, String path, String body, int status, long nanoTime) {}
