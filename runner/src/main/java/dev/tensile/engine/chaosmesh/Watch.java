package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the resources in force again and again, in a thread of its own, so that a slow API server never holds up whoever
 * watches the guardrails. Polls instead of watching: a watch that was dropped is only another way to miss something.
 */
final class Watch implements AutoCloseable {
    private final Cluster cluster;
    private final Patience patience;
    private final Map<ChaosResource, Seen> watched = new ConcurrentHashMap<>();
    private final Thread thread;

    /** When the server last answered; written by the watching thread and by those who talk to it, read by any. */
    private volatile long heard = System.nanoTime();

    private volatile boolean closed;

    Watch(Cluster cluster, Patience patience) {
        this.cluster = cluster;
        this.patience = patience;
        thread = new Thread(this::look, "tensile-chaosmesh-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many of its hurt instances were under the fault at the worst look, and why not more. */
    record Seen(int least, String why) {
        Seen worse(Seen other) {
            return other.least < least ? other : this;
        }
    }

    void begin(ChaosResource resource, ChaosStatus status) {
        watched.put(resource, seen(status));
    }

    /** What was seen since it began. */
    Seen end(ChaosResource resource) {
        Seen seen = watched.remove(resource);
        return seen == null ? new Seen(0, "it was not watched") : seen;
    }

    /** Whether the server has answered lately. */
    boolean isAlive() {
        return System.nanoTime() - heard < patience.silence().toNanos();
    }

    void heard() {
        heard = System.nanoTime();
    }

    private void look() {
        while (!closed && Uninterrupted.pause(patience.watch())) {
            Collection<ChaosResource> now = Map.copyOf(watched).keySet();
            if (now.isEmpty()) {
                ping();
            }
            now.forEach(this::look);
        }
    }

    private void ping() {
        try {
            cluster.raw("/version");
            heard();
        } catch (ClusterRefused silent) {
            answered(silent);
        }
    }

    private void look(ChaosResource resource) {
        try {
            Seen now = cluster.get(resource.kind().resource(), resource.namespace(), resource.name())
                    .map(ChaosStatus::of)
                    .map(Watch::seen)
                    .orElse(new Seen(0, "somebody deleted it"));
            heard();
            watched.computeIfPresent(resource, (key, before) -> before.worse(now));
        } catch (ClusterRefused silent) {
            answered(silent);
        }
    }

    /** A refusal is an answer. */
    private void answered(ClusterRefused refused) {
        if (refused.status() != ClusterRefused.NO_ANSWER) {
            heard();
        }
    }

    private static Seen seen(ChaosStatus status) {
        int injected = (int) status.hurt().stream()
                .filter(Target::isInjected)
                .map(Target::instance)
                .distinct()
                .count();
        if (status.stage() != ChaosStatus.Stage.STANDING) {
            return new Seen(
                    0, status.stage() == ChaosStatus.Stage.PAUSED ? "somebody paused it" : "somebody deleted it");
        }
        return status.desired() == ChaosStatus.Phase.STOP
                ? new Seen(0, "its time was over")
                : new Seen(injected, "an instance is gone");
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
