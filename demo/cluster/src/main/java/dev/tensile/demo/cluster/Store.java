package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the cluster. fabric8's CRUD dispatcher keeps them; here it gets what it lacks against a real server:
 * admission, times of whole seconds in UTC, a generation that also grows when a status is written, watches that start
 * at a version, and failures with a Status body.
 */
final class Store {
    /** Told after each change, outside the lock, in no promised order between threads. */
    interface Observer {
        void changed(Ref ref, Change change);
    }

    enum Change {
        ADDED,
        MODIFIED,
        DELETED
    }

    private record Notice(Ref ref, Change change) {}

    private final Object lock = new Object(); // guards crud, watches and outside
    private final Crud crud = new Crud();
    private final Watches watches = new Watches();
    private boolean outside;
    private final List<Admission> admissions = new CopyOnWriteArrayList<>();
    private final List<Observer> observers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Notice> notices = new ConcurrentLinkedQueue<>();

    void admitThrough(Admission admission) {
        admissions.add(admission);
    }

    void observe(Observer observer) {
        observers.add(observer);
    }

    // What clients ask for.

    Reply get(Ref ref) {
        return find(ref)
                .map(found -> new Reply(200, Serialization.asJson(found)))
                .orElseGet(() -> Reply.notFound(ref));
    }

    Reply list(Ref ref, Query query) {
        synchronized (lock) {
            List<Map<String, Object>> items =
                    trees(ref).stream().filter(query::matches).toList();
            return Reply.of(
                    200,
                    Map.of(
                            "apiVersion",
                            ref.type().apiVersion(),
                            "kind",
                            "List",
                            "metadata",
                            Map.of("resourceVersion", String.valueOf(crud.version())),
                            "items",
                            items));
        }
    }

    void watch(Ref list, Query query, Watches.Sink sink) {
        synchronized (lock) {
            watches.open(
                    list,
                    query,
                    sink,
                    trees(list).stream().filter(query::matches).toList());
        }
    }

    void onWatches(Consumer<Watches> act) {
        synchronized (lock) {
            act.accept(watches);
        }
    }

    Reply post(Ref list, String body) {
        return fromOutside(() -> {
            GenericKubernetesResource sent = Json.resource(body);
            Ref ref = list.type().ref(list.namespace(), Names.of(sent));
            if (entry(ref).isPresent()) {
                return Reply.failure(
                        409, "AlreadyExists", ref.type().qualified() + " \"" + ref.name() + "\" already exists");
            }
            sent.getMetadata().setName(ref.name());
            return stored(
                    ref,
                    201,
                    crud.handleCreate(request(HttpMethod.POST, list.path(), "application/json", asJson(sent))));
        });
    }

    Reply put(Ref ref, String body) {
        return fromOutside(() -> entry(ref).isEmpty() ? Reply.notFound(ref) : replaced(ref, body));
    }

    private Reply replaced(Ref ref, String body) {
        GenericKubernetesResource sent = Json.resource(body);
        GenericKubernetesResource before = find(ref).orElseThrow();
        String version = sent.getMetadata().getResourceVersion();
        if (version != null && !version.equals(before.getMetadata().getResourceVersion())) {
            return Reply.failure(
                    409,
                    "Operation cannot be fulfilled on " + ref.type().qualified() + " \"" + ref.name()
                            + "\": the object has been modified; please apply your changes to the latest version and try"
                            + " again");
        }
        changeNow(ref, stored -> {
            sent.getMetadata().setNamespace(before.getMetadata().getNamespace());
            sent.getMetadata().setUid(before.getMetadata().getUid());
            sent.getMetadata().setCreationTimestamp(before.getMetadata().getCreationTimestamp());
            sent.getMetadata().setDeletionTimestamp(before.getMetadata().getDeletionTimestamp());
            sent.getMetadata().setGeneration(before.getMetadata().getGeneration());
            sent.getMetadata().setResourceVersion(before.getMetadata().getResourceVersion());
            stored.setMetadata(sent.getMetadata());
            stored.setAdditionalProperties(sent.getAdditionalProperties());
        });
        return new Reply(200, asJson(find(ref).orElse(sent)));
    }

    Reply patch(Ref ref, String contentType, String body) {
        return fromOutside(() -> {
            Optional<Map.Entry<AttributeSet, String>> entry = entry(ref);
            if (entry.isEmpty()) {
                return Reply.notFound(ref);
            }
            if (contentType.startsWith("application/merge-patch+json")) {
                return replaced(ref, asJson(Tree.merged(Json.parse(entry.get().getValue()), Json.parse(body))));
            }
            if (contentType.startsWith("application/json-patch+json")) {
                return stored(ref, 200, crud.handlePatch(request(HttpMethod.PATCH, ref.path(), contentType, body)));
            }
            return Reply.failure(415, "the body of the request was in an unknown format: " + contentType);
        });
    }

    Reply delete(Ref ref, String options) {
        return fromOutside(() -> {
            outside = false; // webhooks are not asked
            Optional<GenericKubernetesResource> found = find(ref);
            if (found.isEmpty()) {
                return Reply.notFound(ref);
            }
            String uid = Tree.text(options.isBlank() ? Map.of() : Json.parse(options), "preconditions", "uid");
            if (!uid.isEmpty() && !uid.equals(found.get().getMetadata().getUid())) {
                return Reply.failure(
                        409,
                        "the UID in the precondition (" + uid + ") does not match the UID in record ("
                                + found.get().getMetadata().getUid() + ")");
            }
            if (found.get().getFinalizers().isEmpty()) {
                removeNow(ref);
            } else if (!found.get().isMarkedForDeletion()) {
                changeNow(ref, marked -> marked.getMetadata().setDeletionTimestamp(now()));
            }
            return new Reply(200, asJson(find(ref).orElse(found.get())));
        });
    }

    private Reply fromOutside(Supplier<Reply> act) {
        try {
            synchronized (lock) {
                outside = true;
                try {
                    return act.get();
                } finally {
                    outside = false;
                }
            }
        } catch (Refused refused) {
            return refused.reply();
        } finally {
            deliver();
        }
    }

    private Reply stored(Ref ref, int status, MockResponse response) {
        if (response.code() >= 300) {
            return new Reply(
                    response.code(),
                    Objects.requireNonNullElse(response.getBody().readUtf8(), ""));
        }
        return new Reply(status, entry(ref).map(Map.Entry::getValue).orElse("{}"));
    }

    // What controllers and the emulated nodes do.

    Optional<GenericKubernetesResource> find(Ref ref) {
        synchronized (lock) {
            return entry(ref).map(entry -> Json.resource(entry.getValue()));
        }
    }

    List<GenericKubernetesResource> all(ResourceType type, String namespace) {
        synchronized (lock) {
            return entries(type.ref(namespace, "")).stream().map(Json::resource).toList();
        }
    }

    /** Without admission. Does nothing if there is one of that name already. */
    void create(Ref ref, GenericKubernetesResource resource) {
        synchronized (lock) {
            crud.handleCreate(request(
                    HttpMethod.POST, ref.type().ref(ref.namespace(), "").path(), "application/json", asJson(resource)));
        }
        deliver();
    }

    /** Changes an object if it is still there; one that waits for deletion goes when its last finalizer goes. */
    boolean change(Ref ref, Consumer<GenericKubernetesResource> edit) {
        boolean changed;
        synchronized (lock) {
            changed = changeNow(ref, edit);
        }
        deliver();
        return changed;
    }

    void remove(Ref ref) {
        synchronized (lock) {
            removeNow(ref);
        }
        deliver();
    }

    private boolean changeNow(Ref ref, Consumer<GenericKubernetesResource> edit) {
        Optional<Map.Entry<AttributeSet, String>> entry = entry(ref);
        if (entry.isEmpty()) {
            return false;
        }
        GenericKubernetesResource before = Json.resource(entry.get().getValue());
        GenericKubernetesResource after = Json.resource(entry.get().getValue());
        edit.accept(after);
        if (after.equals(before)) {
            return false;
        }
        if (after.isMarkedForDeletion() && after.getFinalizers().isEmpty()) {
            removeNow(ref);
            return true;
        }
        boolean more = !after.getAdditionalProperties().equals(before.getAdditionalProperties())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
        after.getMetadata().setGeneration(before.getMetadata().getGeneration() + (more ? 1 : 0));
        after.getMetadata().setResourceVersion(String.valueOf(crud.requestResourceVersion()));
        crud.processEvent(ref.path(), crud.getKey(ref.path()), entry.get().getKey(), after, asJson(after));
        return true;
    }

    private void removeNow(Ref ref) {
        entry(ref)
                .ifPresent(entry -> crud.processEvent(ref.path(), crud.getKey(ref.path()), entry.getKey(), null, null));
    }

    private Optional<Map.Entry<AttributeSet, String>> entry(Ref ref) {
        return Optional.ofNullable(crud.findResource(crud.getKey(ref.path())));
    }

    private List<String> entries(Ref list) {
        AttributeSet query = crud.getKey(list.path());
        List<String> found = new ArrayList<>();
        crud.getMap().forEach((key, value) -> {
            if (key.matches(query)) {
                found.add(value);
            }
        });
        return found;
    }

    private List<Map<String, Object>> trees(Ref list) {
        return entries(list).stream().map(Json::parse).toList();
    }

    private void deliver() {
        for (Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
            Notice told = notice;
            observers.forEach(observer -> observer.changed(told.ref(), told.change()));
        }
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static RecordedRequest request(HttpMethod method, String path, String contentType, String body) {
        Headers headers = Headers.builder().add("Content-Type", contentType).build();
        return new RecordedRequest(
                "HTTP/1.1", method, path, headers, new Buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String asJson(Object object) {
        return Serialization.asJson(object);
    }

    private final class Crud extends KubernetesCrudDispatcher {
        private long version;

        long version() {
            return version;
        }

        @Override
        public long requestResourceVersion() {
            version = super.requestResourceVersion();
            return version;
        }

        @Override
        public void processEvent(
                String path,
                AttributeSet pathAttributes,
                @Nullable AttributeSet oldAttributes,
                @Nullable GenericKubernetesResource resource,
                @Nullable String newState) {
            String before = oldAttributes == null ? null : map.get(oldAttributes);
            Ref at = ref(path, resource);
            String after = resource == null ? null : admitted(at, before, resource);
            super.processEvent(path, pathAttributes, oldAttributes, resource, after);
            if (!Objects.equals(before, after)) {
                note(at, before, after);
            }
        }

        private Ref ref(String path, @Nullable GenericKubernetesResource resource) {
            Ref ref = Ref.parse(path).orElseThrow(() -> new Refused(404, "no such path: " + path));
            return resource == null
                    ? ref
                    : ref.type().ref(ref.namespace(), resource.getMetadata().getName());
        }

        private String admitted(Ref at, @Nullable String before, GenericKubernetesResource resource) {
            if (before == null) {
                resource.getMetadata().setCreationTimestamp(now());
            }
            if (outside) {
                GenericKubernetesResource old = before == null ? null : Json.resource(before);
                admissions.forEach(admission -> admission.admit(at, old, resource));
            }
            return asJson(resource);
        }

        private void note(Ref at, @Nullable String before, @Nullable String after) {
            watches.changed(
                    after == null ? requestResourceVersion() : version,
                    at,
                    before == null ? null : Json.parse(before),
                    after == null ? null : Json.parse(after));
            notices.add(
                    new Notice(at, before == null ? Change.ADDED : after == null ? Change.DELETED : Change.MODIFIED));
        }
    }
}
