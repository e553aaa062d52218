package dev.tensile.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One kind of request of a load.
 *
 * @param path with query, starting with {@code /}
 * @param weight how often it is sent relative to the load's other requests; at least 1
 */
public record RequestTemplate(String method, String path, Map<String, String> headers, String body, int weight) {
    public RequestTemplate {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("an HTTP method is written in capitals, was \"" + method + "\"");
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "a request path starts with / and has no spaces or non-ASCII letters, was \"" + path + "\"");
        }
        if (weight < 1) {
            throw new IllegalArgumentException("the weight of a request must be at least 1, was " + weight);
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new IllegalArgumentException("not an HTTP header: \"" + name + "\"");
            }
        });
    }

    /** Its name in charts and tables: the method and the path without the query. */
    public String endpoint() {
        return method + " " + route();
    }

    /** The path without the query. */
    public String route() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
