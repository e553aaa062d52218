package dev.tensile.engine.kubernetes;

/**
 * A kind of custom resource.
 *
 * @param plural as in URLs; differs from kind to kind
 */
public record ResourceKind(String group, String version, String kind, String plural) {
    /** As in {@code apiVersion}. */
    public String apiVersion() {
        return group + "/" + version;
    }
}
