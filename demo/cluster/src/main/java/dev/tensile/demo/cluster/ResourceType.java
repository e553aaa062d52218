package dev.tensile.demo.cluster;

/** One kind of thing in the API, such as {@code chaos-mesh.org/v1alpha1} {@code networkchaos}. */
record ResourceType(String apiVersion, String plural) {
    static final ResourceType POD = new ResourceType("v1", "pods");
    static final ResourceType EVENT = new ResourceType("v1", "events");
    static final ResourceType NAMESPACE = new ResourceType("v1", "namespaces");

    Ref ref(String namespace, String name) {
        return new Ref(this, namespace, name);
    }

    String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** As error messages name it: {@code networkchaos.chaos-mesh.org}. */
    String qualified() {
        return group().isEmpty() ? plural : plural + "." + group();
    }

    String root() {
        return (group().isEmpty() ? "/api/" : "/apis/") + apiVersion;
    }

    /** The list of all of them. */
    String path() {
        return root() + "/" + plural;
    }
}
