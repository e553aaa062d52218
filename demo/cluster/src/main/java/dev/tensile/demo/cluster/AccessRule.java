package dev.tensile.demo.cluster;

/**
 * What a user may not do. {@code *} stands for everything.
 *
 * @param group API group, empty for the core group
 * @param resource plural as in the API, such as {@code networkchaos}
 * @param verb such as {@code create}
 * @param namespace where; {@code *} is everywhere
 */
public record AccessRule(String group, String resource, String verb, String namespace) {
    boolean covers(AccessRule asked) {
        return is(group, asked.group)
                && is(resource, asked.resource)
                && is(verb, asked.verb)
                && is(namespace, asked.namespace);
    }

    private static boolean is(String rule, String asked) {
        return rule.equals("*") || rule.equals(asked);
    }
}
