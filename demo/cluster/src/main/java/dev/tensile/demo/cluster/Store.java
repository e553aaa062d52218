package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The objects of the cluster. To what fabric8's mock does it adds what that lacks against a real server: admission,
 * times of whole seconds in UTC, a generation that also grows when a status is written, watches that start at a
 * version, merge patches that take away, and failures with a Status body.
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

    private final Object lock = new Object(); // guards objects, watches and outside
    private final Watches watches = new Watches();
    private boolean outside; // whether what is being done was asked for by a client
    private final Crud objects = new Crud() {
        @Override
        void admit(Ref at, Optional<String> before, GenericKubernetesResource after) {
            Store.this.admit(at, before, after);
        }

        @Override
        void changed(long version, Ref at, Optional<String> before, Optional<String> after) {
            note(version, at, before, after);
        }
    };
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
            return Reply.of(
                    200,
                    Map.of(
                            "apiVersion", ref.type().apiVersion(),
                            "kind", "List",
                            "metadata", Map.of("resourceVersion", String.valueOf(objects.version())),
                            "items", matching(ref, query)));
        }
    }

    void watch(Ref list, Query query, Watches.Sink sink) {
        synchronized (lock) {
            watches.open(list, query, sink, matching(list, query));
        }
    }

    private List<Map<String, Object>> matching(Ref list, Query query) {
        return objects.all(list).stream()
                .map(Json::parse)
                .filter(query::matches)
                .toList();
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
            if (objects.find(ref).isPresent()) {
                return Reply.alreadyExists(ref);
            }
            sent.getMetadata().setName(ref.name());
            return stored(ref, 201, objects.create(list, sent));
        });
    }

    Reply put(Ref ref, String body) {
        return fromOutside(() -> objects.find(ref).isEmpty() ? Reply.notFound(ref) : replaced(ref, body));
    }

    private Reply replaced(Ref ref, String body) {
        GenericKubernetesResource sent = Json.resource(body);
        ObjectMeta before = find(ref).orElseThrow().getMetadata();
        String version = sent.getMetadata().getResourceVersion();
        if (version != null && !version.equals(before.getResourceVersion())) {
            return Reply.modifiedSince(ref);
        }
        changeNow(ref, stored -> {
            ObjectMeta after = sent.getMetadata();
            after.setNamespace(before.getNamespace());
            after.setUid(before.getUid());
            after.setCreationTimestamp(before.getCreationTimestamp());
            after.setDeletionTimestamp(before.getDeletionTimestamp());
            after.setGeneration(before.getGeneration());
            after.setResourceVersion(before.getResourceVersion());
            stored.setMetadata(after);
            stored.setAdditionalProperties(sent.getAdditionalProperties());
        });
        return new Reply(200, objects.find(ref).orElseGet(() -> Serialization.asJson(sent)));
    }

    Reply patch(Ref ref, String contentType, String body) {
        return fromOutside(() -> {
            Optional<String> found = objects.find(ref);
            if (found.isEmpty()) {
                return Reply.notFound(ref);
            }
            if (contentType.startsWith("application/merge-patch+json")) {
                Map<String, Object> merged = Tree.merged(Json.parse(found.get()), Json.parse(body));
                return replaced(ref, Serialization.asJson(merged));
            }
            if (contentType.startsWith("application/json-patch+json")) {
                return stored(ref, 200, objects.jsonPatch(ref, body));
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
            ObjectMeta metadata = found.get().getMetadata();
            String uid = Tree.text(options.isBlank() ? Map.of() : Json.parse(options), "preconditions", "uid");
            if (!uid.isEmpty() && !uid.equals(metadata.getUid())) {
                return Reply.failure(
                        409,
                        "the UID in the precondition (" + uid + ") does not match the UID in record ("
                                + metadata.getUid() + ")");
            }
            if (found.get().getFinalizers().isEmpty()) {
                objects.remove(ref);
            } else if (!found.get().isMarkedForDeletion()) {
                changeNow(ref, marked -> marked.getMetadata().setDeletionTimestamp(now()));
            }
            return new Reply(200, objects.find(ref).orElseGet(() -> Serialization.asJson(found.get())));
        });
    }

    /** Each by itself, as a real server does. */
    Reply deleteAll(Ref list, Query query) {
        Reply matching = list(list, query);
        Tree.maps(Json.parse(matching.body()).get("items")).forEach(item -> {
            String namespace = Tree.text(item, "metadata", "namespace");
            delete(list.type().ref(namespace, Tree.text(item, "metadata", "name")), "");
        });
        return matching;
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
            return new Reply(response.code(), response.getBody().readUtf8());
        }
        return new Reply(status, objects.find(ref).orElse("{}"));
    }

    // What controllers and the emulated nodes do.

    Optional<GenericKubernetesResource> find(Ref ref) {
        synchronized (lock) {
            return objects.find(ref).map(Json::resource);
        }
    }

    /** @param namespace empty for all of them */
    List<GenericKubernetesResource> all(ResourceType type, String namespace) {
        synchronized (lock) {
            return objects.all(type.ref(namespace, "")).stream()
                    .map(Json::resource)
                    .toList();
        }
    }

    /** Without admission. Does nothing if there is one of that name already. */
    void create(Ref ref, Map<String, Object> resource) {
        synchronized (lock) {
            objects.create(ref.type().ref(ref.namespace(), ""), Json.resource(resource));
        }
        deliver();
    }

    /** Changes an object if it is still there; one that waits for deletion goes when its last finalizer goes. */
    boolean change(Ref ref, Consumer<GenericKubernetesResource> edit) {
        try {
            synchronized (lock) {
                return changeNow(ref, edit);
            }
        } finally {
            deliver();
        }
    }

    void remove(Ref ref) {
        synchronized (lock) {
            objects.remove(ref);
        }
        deliver();
    }

    private boolean changeNow(Ref ref, Consumer<GenericKubernetesResource> edit) {
        Optional<String> found = objects.find(ref);
        if (found.isEmpty()) {
            return false;
        }
        GenericKubernetesResource before = Json.resource(found.get());
        GenericKubernetesResource after = Json.resource(found.get());
        edit.accept(after);
        if (after.equals(before)) {
            return false;
        }
        if (after.isMarkedForDeletion() && after.getFinalizers().isEmpty()) {
            objects.remove(ref);
            return true;
        }
        boolean more = !after.getAdditionalProperties().equals(before.getAdditionalProperties())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
        after.getMetadata().setGeneration(before.getMetadata().getGeneration() + (more ? 1 : 0));
        objects.put(ref, after);
        return true;
    }

    private void admit(Ref at, Optional<String> before, GenericKubernetesResource after) {
        if (before.isEmpty()) {
            after.getMetadata().setCreationTimestamp(now());
        }
        if (outside) {
            Optional<GenericKubernetesResource> old = before.map(Json::resource);
            admissions.forEach(admission -> admission.admit(at, old, after));
        }
    }

    private void note(long version, Ref at, Optional<String> before, Optional<String> after) {
        watches.changed(version, at, before.map(Json::parse), after.map(Json::parse));
        notices.add(
                new Notice(at, before.isEmpty() ? Change.ADDED : after.isEmpty() ? Change.DELETED : Change.MODIFIED));
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
}
