package dev.tensile.demo.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the API server says of itself: its version, what it serves, and who may do what. */
final class Discovery {
    private static final String ACCESS_REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    private static final String PUBLISHED = "/openapi/v3/apis/";
    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    /** A group of custom resources that may be installed or not. */
    interface Group {
        String groupVersion();

        boolean isInstalled();

        List<Kind> kinds();

        /** The OpenAPI properties of the spec, as far as anybody asks for them. */
        Map<String, Object> specProperties(String plural);
    }

    record Kind(String name, String plural) {}

    private final ApiBehaviour behaviour;
    private final List<Group> groups;

    Discovery(ApiBehaviour behaviour, List<Group> groups) {
        this.behaviour = behaviour;
        this.groups = List.copyOf(groups);
    }

    /** Nothing, if the path speaks of objects. */
    Optional<Reply> answer(String method, String path, String body) {
        if (path.equals(ACCESS_REVIEWS) && method.equals("POST")) {
            return Optional.of(review(body));
        }
        if (method.equals("GET")) {
            return described(path).or(() -> notServed(path));
        }
        return notServed(path);
    }

    private Optional<Reply> described(String path) {
        if (path.equals("/version")) {
            return Optional.of(Reply.of(
                    200, Map.of("major", "1", "minor", "33", "gitVersion", "v1.33.0", "platform", "emulated/any")));
        }
        if (path.equals("/healthz") || path.equals("/readyz") || path.equals("/livez")) {
            return Optional.of(new Reply(200, "ok"));
        }
        if (path.equals("/apis")) {
            return Optional.of(apiGroups());
        }
        if (path.startsWith(PUBLISHED)) {
            return groups.stream()
                    .filter(group -> group.isInstalled() && path.equals(PUBLISHED + group.groupVersion()))
                    .findFirst()
                    .map(Discovery::published);
        }
        if (path.startsWith(CRDS)) {
            return Optional.of(definition(path.substring(CRDS.length())));
        }
        return groups.stream()
                .filter(group -> path.equals("/apis/" + group.groupVersion()))
                .findFirst()
                .map(Discovery::resources);
    }

    private Optional<Reply> notServed(String path) {
        return groups.stream()
                .filter(group -> !serves(group, path) && path.startsWith("/apis/" + group.groupVersion() + "/"))
                .findFirst()
                .map(group -> Reply.noSuchPath());
    }

    private static boolean serves(Group group, String path) {
        return group.isInstalled()
                && Ref.parse(path)
                        .filter(ref -> group.kinds().stream()
                                .anyMatch(
                                        kind -> kind.plural().equals(ref.type().plural())))
                        .isPresent();
    }

    private static Reply resources(Group group) {
        if (!group.isInstalled()) {
            return Reply.noSuchPath();
        }
        List<Map<String, Object>> resources = group.kinds().stream()
                .map(kind -> Map.of(
                        "name", kind.plural(),
                        "singularName", kind.plural(),
                        "namespaced", true,
                        "kind", kind.name(),
                        "verbs", VERBS))
                .toList();
        return Reply.of(
                200,
                Map.of(
                        "kind",
                        "APIResourceList",
                        "apiVersion",
                        "v1",
                        "groupVersion",
                        group.groupVersion(),
                        "resources",
                        resources));
    }

    private Reply apiGroups() {
        List<Map<String, Object>> installed = groups.stream()
                .filter(Group::isInstalled)
                .map(group -> {
                    String[] parts = group.groupVersion().split("/");
                    Map<String, Object> version = Map.of("groupVersion", group.groupVersion(), "version", parts[1]);
                    return Map.of("name", parts[0], "versions", List.of(version), "preferredVersion", version);
                })
                .toList();
        return Reply.of(200, Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", installed));
    }

    /** The schemas, as everybody may read them, under names that begin with the group turned round. */
    private static Reply published(Group group) {
        String[] parts = group.groupVersion().split("[./]");
        String prefix = parts[1] + "." + parts[0] + "." + parts[2] + ".";
        Map<String, Object> schemas = new LinkedHashMap<>();
        group.kinds()
                .forEach(kind -> schemas.put(
                        prefix + kind.name(),
                        Map.of(
                                "properties",
                                Map.of("spec", Map.of("properties", group.specProperties(kind.plural()))))));
        return Reply.of(200, Map.of("openapi", "3.0.0", "components", Map.of("schemas", schemas)));
    }

    private Reply definition(String name) {
        for (Group group : groups) {
            String groupName = group.groupVersion().split("/")[0];
            Optional<Kind> found = group.kinds().stream()
                    .filter(kind -> group.isInstalled() && name.equals(kind.plural() + "." + groupName))
                    .findFirst();
            if (found.isPresent()) {
                return Reply.of(200, definition(name, groupName, group, found.get()));
            }
        }
        return Reply.notFound(new ResourceType("apiextensions.k8s.io/v1", "customresourcedefinitions").ref("", name));
    }

    private static Map<String, Object> definition(String name, String groupName, Group group, Kind kind) {
        Supplier<Map<String, Object>> schema = () -> Map.of(
                "type",
                "object",
                "properties",
                Map.of("spec", Map.of("type", "object", "properties", group.specProperties(kind.plural()))));
        return Map.of(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                Map.of("name", name),
                "spec",
                Map.of(
                        "group",
                        groupName,
                        "scope",
                        "Namespaced",
                        "names",
                        Map.of("kind", kind.name(), "plural", kind.plural()),
                        "versions",
                        List.of(Map.of(
                                "name",
                                "v1alpha1",
                                "served",
                                true,
                                "storage",
                                true,
                                "schema",
                                Map.of("openAPIV3Schema", schema.get())))));
    }

    private Reply review(String body) {
        Map<String, Object> review = Json.parse(body);
        Map<String, Object> asked = Tree.map(Tree.at(review, "spec", "resourceAttributes"));
        AccessRule rule = new AccessRule(
                Tree.text(asked, "group"),
                Tree.text(asked, "resource"),
                Tree.text(asked, "verb"),
                Tree.text(asked, "namespace"));
        boolean allowed = behaviour.allows(rule);
        Map<String, Object> answered = new LinkedHashMap<>(review);
        answered.put("status", Map.of("allowed", allowed, "reason", allowed ? "" : "denied by the emulated cluster"));
        return Reply.of(201, answered);
    }
}
