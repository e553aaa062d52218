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

    /**
     * Whether a request is one of these.
     *
     * @param target as in a request line; what comes behind {@code ?} does not count, nor scheme and host
     */
    public boolean matches(String requestMethod, String target) {
        return (method.isEmpty() || method.equals(requestMethod)) && fits(path, pathOf(target));
    }

    private static String pathOf(String target) {
        int query = target.indexOf('?');
        String whole = query < 0 ? target : target.substring(0, query);
        int scheme = whole.indexOf("://");
        if (scheme < 0 || whole.startsWith("/")) {
            return whole;
        }
        int slash = whole.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : whole.substring(slash);
    }

    /** A star may be tried longer and longer, but only the last one: each star before it has found its shortest place. */
    private static boolean fits(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
