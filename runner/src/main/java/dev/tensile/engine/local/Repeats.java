package dev.tensile.engine.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the first request of a trace from further ones, such as retries; the last {@value #KEPT} traces are remembered. A dose that takes a share
 * of requests takes traces, so each counts once. Owned by the event loop.
 */
final class Repeats {
    static final int KEPT = 20_000;

    private final Map<Trace, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Trace, Boolean> eldest) {
            return size() > KEPT;
        }
    };

    private record Trace(long high, long low) {}

    /** Whether a request of its trace came before; without a trace each is for itself. */
    boolean isAgain(HttpHeads.Head head) {
        return head.traced() && known.put(new Trace(head.traceHigh(), head.traceLow()), true) != null;
    }
}
