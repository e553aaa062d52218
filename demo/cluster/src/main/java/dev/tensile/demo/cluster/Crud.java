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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * fabric8's CRUD dispatcher, seen as a place for objects. Every change passes through {@link #admit} before it is
 * stored and {@link #changed} after. Not safe by itself: the store holds its lock.
 */
abstract class Crud extends KubernetesCrudDispatcher {
    private long version;

    /** May change what comes, or refuse it. */
    abstract void admit(Ref at, Optional<String> before, GenericKubernetesResource after);

    abstract void changed(long version, Ref at, Optional<String> before, Optional<String> after);

    long version() {
        return version;
    }

    MockResponse create(Ref list, GenericKubernetesResource resource) {
        return handleCreate(request(HttpMethod.POST, list.path(), "application/json", Serialization.asJson(resource)));
    }

    MockResponse jsonPatch(Ref ref, String body) {
        return handlePatch(request(HttpMethod.PATCH, ref.path(), "application/json-patch+json", body));
    }

    private static RecordedRequest request(HttpMethod method, String path, String contentType, String body) {
        Headers headers = Headers.builder().add("Content-Type", contentType).build();
        Buffer bytes = new Buffer(body.getBytes(StandardCharsets.UTF_8));
        return new RecordedRequest("HTTP/1.1", method, path, headers, bytes);
    }

    Optional<String> find(Ref ref) {
        return entry(ref).map(Map.Entry::getValue);
    }

    private Optional<Map.Entry<AttributeSet, String>> entry(Ref ref) {
        return Optional.ofNullable(findResource(getKey(ref.path())));
    }

    List<String> all(Ref list) {
        AttributeSet query = getKey(list.path());
        List<String> found = new ArrayList<>();
        map.forEach((key, value) -> {
            if (key.matches(query)) {
                found.add(value);
            }
        });
        return found;
    }

    void put(Ref ref, GenericKubernetesResource resource) {
        resource.getMetadata().setResourceVersion(String.valueOf(requestResourceVersion()));
        entry(ref)
                .ifPresent(entry -> processEvent(
                        ref.path(), getKey(ref.path()), entry.getKey(), resource, Serialization.asJson(resource)));
    }

    void remove(Ref ref) {
        entry(ref).ifPresent(entry -> processEvent(ref.path(), getKey(ref.path()), entry.getKey(), null, null));
    }

    @Override
    public long requestResourceVersion() {
        version = super.requestResourceVersion();
        return version;
    }

    /** All of the dispatcher's changes come through here; without a resource, something goes. */
    @Override
    public void processEvent(
            String path,
            AttributeSet pathAttributes,
            @Nullable AttributeSet oldAttributes,
            @Nullable GenericKubernetesResource resource,
            @Nullable String newState) {
        Optional<String> before = Optional.ofNullable(oldAttributes).map(map::get);
        Ref at = Ref.parse(path).orElseThrow(() -> new Refused(404, "no such path: " + path));
        if (resource == null) {
            super.processEvent(path, pathAttributes, oldAttributes, null, null);
            changed(requestResourceVersion(), at, before, Optional.empty());
            return;
        }
        Ref named = at.type()
                .ref(
                        at.namespace(),
                        Objects.requireNonNull(resource.getMetadata().getName()));
        admit(named, before, resource);
        String after = Serialization.asJson(resource);
        super.processEvent(path, pathAttributes, oldAttributes, resource, after);
        if (before.filter(after::equals).isEmpty()) {
            changed(version, named, before, Optional.of(after));
        }
    }
}
