package dev.tensile.demo.cluster;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who watches, and the last changes, so that a watch can start where a list ended. All methods are called with the
 * store's lock held, which is what keeps changes in order; a sink must therefore not block.
 */
final class Watches {
    /** Older changes are forgotten, and whoever asks for them is told 410. */
    private static final int REMEMBERED = 20_000;

    /** Where the changes of one watch go. */
    interface Sink {
        void send(String event);

        void close();
    }

    private record Change(
            long version, Ref ref, Optional<Map<String, Object>> before, Optional<Map<String, Object>> after) {}

    private record Watch(Ref list, Query query, Sink sink) {
        void tell(Change change) {
            if (!sees(change.ref())) {
                return;
            }
            boolean matched = change.before().filter(query::matches).isPresent();
            boolean matches = change.after().filter(query::matches).isPresent();
            if (matches || matched) {
                String type = matches && matched ? "MODIFIED" : matches ? "ADDED" : "DELETED";
                send(type, change.after().or(change::before).orElseThrow());
            }
        }

        private boolean sees(Ref ref) {
            return ref.type().equals(list.type())
                    && (list.namespace().isEmpty() || list.namespace().equals(ref.namespace()))
                    && (list.name().isEmpty() || list.name().equals(ref.name()));
        }

        void send(String type, Map<String, Object> object) {
            sink.send(Serialization.asJson(Map.of("type", type, "object", object)));
        }
    }

    private final Deque<Change> log = new ArrayDeque<>();
    private final Set<Watch> open = new LinkedHashSet<>();

    void changed(long version, Ref ref, Optional<Map<String, Object>> before, Optional<Map<String, Object>> after) {
        Change change = new Change(version, ref, before, after);
        log.add(change);
        if (log.size() > REMEMBERED) {
            log.removeFirst();
        }
        open.forEach(watch -> watch.tell(change));
    }

    void open(Ref list, Query query, Sink sink, List<Map<String, Object>> existing) {
        Watch watch = new Watch(list, query, sink);
        String since = query.resourceVersion();
        if (since.isEmpty() || since.equals("0")) {
            existing.forEach(object -> watch.send("ADDED", object));
        } else if (isForgotten(Long.parseLong(since))) {
            expire(watch);
            return;
        } else {
            log.stream()
                    .filter(change -> change.version() > Long.parseLong(since))
                    .forEach(watch::tell);
        }
        open.add(watch);
    }

    private boolean isForgotten(long since) {
        return log.size() >= REMEMBERED && log.getFirst().version() > since + 1;
    }

    void closed(Sink sink) {
        open.removeIf(watch -> watch.sink() == sink);
    }

    /** Breaks every watch off, without a word. */
    void drop() {
        List<Watch> dropped = List.copyOf(open);
        open.clear();
        dropped.forEach(watch -> watch.sink().close());
    }

    /** Ends every watch as a server does whose history has been compacted: 410 Gone inside the stream. */
    void expireAll() {
        Collection<Watch> expired = List.copyOf(open);
        open.clear();
        expired.forEach(Watches::expire);
    }

    private static void expire(Watch watch) {
        watch.sink()
                .send("{\"type\":\"ERROR\",\"object\":"
                        + Reply.failure(410, "too old resource version").body() + "}");
        watch.sink().close();
    }
}
