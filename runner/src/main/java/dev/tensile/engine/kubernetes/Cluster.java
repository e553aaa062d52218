package dev.tensile.engine.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tensile.experiment.Pods;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An API server. Every call waits at most a few seconds, is tried again a few times if the failure may pass, and throws
 * {@link ClusterRefused}; an interrupt ends it. Custom resources come and go as JSON, and are only merge-patched, never
 * replaced: the status of the chaos kinds lies in the main object.
 */
public final class Cluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final String context;

    /** Empty until it was seen; any thread may look. */
    private volatile String identity = "";

    private Cluster(KubernetesClient client, String context) {
        this.client = client;
        this.context = context;
    }

    /**
     * Makes ready to talk to the cluster that the kubeconfig names ({@code KUBECONFIG}, {@code ~/.kube/config}), or to the one
     * that this program runs in. Sends nothing yet.
     *
     * @param context of the kubeconfig; empty for the current one
     * @throws ClusterRefused if there is no such thing
     */
    public static Cluster connect(String context) {
        Config config = Connection.config(context);
        return new Cluster(new KubernetesClientBuilder().withConfig(config).build(), Connection.contextOf(config));
    }

    /** Makes ready to talk to the cluster of the current context of a kubeconfig, given as text. */
    public static Cluster of(String kubeconfig) {
        Config config = Connection.patient(Config.fromKubeconfig(kubeconfig));
        return new Cluster(new KubernetesClientBuilder().withConfig(config).build(), Connection.contextOf(config));
    }

    /** Where it listens; no credentials. */
    public String server() {
        return client.getMasterUrl().toString().replaceAll("/+$", "");
    }

    /** The context of the kubeconfig that leads here; empty if none does. */
    public String context() {
        return context;
    }

    /** As people know it. */
    @Override
    public String toString() {
        return context.isEmpty() ? server() : server() + " (context " + context + ")";
    }

    /** Whether the server knows a group and version, such as {@code chaos-mesh.org/v1alpha1}. */
    public boolean serves(String apiVersion) {
        return raw("/apis/" + apiVersion).isPresent();
    }

    /** What tells this cluster from one that listens at the same address later: the uid of kube-system; empty if it may not be seen. */
    public String identity() {
        if (identity.isEmpty()) {
            identity = seenIdentity();
        }
        return identity;
    }

    private String seenIdentity() {
        try {
            return raw("/api/v1/namespaces/kube-system")
                    .map(system -> system.path("metadata").path("uid").asText())
                    .orElse("");
        } catch (ClusterRefused refused) {
            return "";
        }
    }

    /** Anything that can be got, as JSON; empty if it is not there. */
    public Optional<JsonNode> raw(String path) {
        return found("get " + path, () -> client.raw(path)).map(Json::parse);
    }

    /** Whether this user may do this; what the server answers to a self subject access review. */
    public boolean may(String verb, String group, String resource, String namespace) {
        SelfSubjectAccessReview asked = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(resource)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        SelfSubjectAccessReview answer = asked(
                "ask whether " + verb + " " + resource + " is allowed in " + namespace,
                () -> client.resource(asked).create());
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }

    /** The pods that have these labels, in order of their names. */
    public List<Instance> pods(Pods pods) {
        return pods(pods.namespace(), pods.labels());
    }

    /** The pods of a namespace that have these labels, in order of their names. */
    public List<Instance> pods(String namespace, Map<String, String> labels) {
        List<Pod> found = asked(
                "list pods in " + namespace,
                () -> client.pods()
                        .inNamespace(namespace)
                        .withLabels(labels)
                        .list()
                        .getItems());
        return found.stream()
                .map(PodView::of)
                .sorted(java.util.Comparator.comparing(Instance::name))
                .toList();
    }

    /** What the cluster wrote down about an object: its events. */
    public List<JsonNode> events(String namespace, String kind, String name) {
        return asked(
                        "list events in " + namespace,
                        () -> client.v1()
                                .events()
                                .inNamespace(namespace)
                                .withField("involvedObject.name", name)
                                .list()
                                .getItems())
                .stream()
                .filter(event -> event.getInvolvedObject() != null
                        && kind.equals(event.getInvolvedObject().getKind())
                        && name.equals(event.getInvolvedObject().getName()))
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }

    public Optional<JsonNode> get(ResourceKind kind, String namespace, String name) {
        return found(
                "get " + kind.kind() + " " + namespace + "/" + name,
                () -> tree(of(kind).inNamespace(namespace).withName(name).get()));
    }

    /** Those with a label, in one namespace. */
    public List<JsonNode> list(ResourceKind kind, String namespace, String label, String value) {
        return found(
                        "list " + kind.plural() + " in " + namespace,
                        () -> of(kind).inNamespace(namespace)
                                .withLabel(label, value)
                                .list()
                                .getItems())
                .orElse(List.of())
                .stream()
                .map(Cluster::tree)
                .toList();
    }

    /** All of a namespace. */
    public List<JsonNode> list(ResourceKind kind, String namespace) {
        return found(
                        "list " + kind.plural() + " in " + namespace,
                        () -> of(kind).inNamespace(namespace).list().getItems())
                .orElse(List.of())
                .stream()
                .map(Cluster::tree)
                .toList();
    }

    /** @return as the server made it; a refusal with status 409 means that there is one of this name */
    public JsonNode create(ResourceKind kind, String namespace, JsonNode resource) {
        GenericKubernetesResource made = JSON.convertValue(resource, GenericKubernetesResource.class);
        return asked(
                "create " + kind.kind() + " in " + namespace,
                () -> tree(of(kind).inNamespace(namespace).resource(made).create()));
    }

    /** A JSON merge patch; false if there is no such object. */
    public boolean patch(ResourceKind kind, String namespace, String name, String mergePatch) {
        return found(
                        "patch " + kind.kind() + " " + namespace + "/" + name,
                        () -> of(kind).inNamespace(namespace)
                                .withName(name)
                                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch))
                .isPresent();
    }

    /** Asks for its deletion; it is gone when its finalizers are. */
    public void delete(ResourceKind kind, String namespace, String name) {
        found(
                "delete " + kind.kind() + " " + namespace + "/" + name,
                () -> of(kind).inNamespace(namespace).withName(name).delete());
    }

    private MixedOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            of(ResourceKind kind) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(true)
                .build());
    }

    private static JsonNode tree(@org.jspecify.annotations.Nullable GenericKubernetesResource resource) {
        return JSON.valueToTree(resource);
    }

    private <T> T asked(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException refused) {
            throw Refusals.of(what, server(), refused);
        } catch (RuntimeException broken) {
            throw Refusals.garbage(what, server(), broken);
        }
    }

    /** Empty if it is not there. */
    private <T> Optional<T> found(String what, Supplier<@org.jspecify.annotations.Nullable T> call) {
        try {
            return Optional.ofNullable(asked(what, call))
                    .filter(value -> !(value instanceof JsonNode node && node.isNull()));
        } catch (ClusterRefused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
