package dev.tensile.demo.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an object is in the API.
 *
 * @param namespace empty for what belongs to the whole cluster
 * @param name empty for the list of them
 */
record Ref(ResourceType type, String namespace, String name) {
    private static final Pattern PATH = Pattern.compile(
            "/(?:api/(v1)|apis/([^/]+/[^/]+))(?:/namespaces/([^/]+))?/([^/]+)(?:/([^/]+))?(?:/status)?");

    /** What a request's path, without its query, speaks of; nothing, if that is not an object or a list. */
    static Optional<Ref> parse(String path) {
        Matcher match = PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        String version = match.group(1) == null ? match.group(2) : match.group(1);
        return Optional.of(
                new ResourceType(version, match.group(4)).ref(orEmpty(match.group(3)), orEmpty(match.group(5))));
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    String path() {
        String in = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
        return type.root() + in + "/" + type.plural() + (name.isEmpty() ? "" : "/" + name);
    }

    /** Namespace and name, {@code shop/x}. */
    String key() {
        return namespace + "/" + name;
    }
}
