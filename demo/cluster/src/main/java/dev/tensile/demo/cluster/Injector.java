package dev.tensile.demo.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Applies and recovers one record, as the chaos daemons do, and at the pace and with the failures that are scripted.
 * Used by the controllers' thread only.
 */
final class Injector {
    /** Long enough for a watcher to see the phase. */
    private static final Duration WAIT_SHOWS = Duration.ofMillis(5);

    /** Failures are tried again at this pace; upstream backs off instead. */
    private static final Duration RETRY = Duration.ofMillis(25);

    /** What an attempt came to. */
    record Attempt(Optional<String> failure, Optional<Duration> again) {
        static final Attempt FINISHED = new Attempt(Optional.empty(), Optional.empty());

        static Attempt failed(String message) {
            return new Attempt(Optional.of(message), Optional.of(RETRY));
        }

        static Attempt unfinished(Duration left) {
            return new Attempt(Optional.empty(), Optional.of(left));
        }
    }

    /** The chaos object that a record belongs to. */
    record Owner(ChaosKind kind, Ref ref, String uid, Map<String, Object> spec) {
        Effect effect(ChaosRecord record) {
            return new Effect(kind.kind(), ref.key(), kind.target(record.id()), spec);
        }
    }

    private final ChaosMeshBehaviour behaviour;
    private final Pods pods;
    private final Nodes nodes;
    private final Map<String, Long> begunAt = new HashMap<>(); // nanoTime of the work that is under way

    Injector(ChaosMeshBehaviour behaviour, Pods pods, Nodes nodes) {
        this.behaviour = behaviour;
        this.pods = pods;
        this.nodes = nodes;
    }

    Attempt apply(Owner owner, ChaosRecord record) {
        String target = owner.kind().target(record.id());
        if (isGone(owner, target)) {
            return Attempt.failed("Pod \"" + target.substring(target.indexOf('/') + 1) + "\" not found");
        }
        if (!isBegun(owner, record)) {
            Optional<String> failure = behaviour.nextApplyFailure(target);
            if (failure.isPresent()) {
                return Attempt.failed(failure.get());
            }
        }
        Duration left = left(owner, record, behaviour.applyTime());
        if (!left.isZero()) {
            record.phase(owner.kind().waits() ? ChaosRecord.NOT_INJECTED_WAIT : ChaosRecord.NOT_INJECTED);
            return Attempt.unfinished(left);
        }
        begin(owner, record);
        record.injected(behaviour.now());
        return Attempt.FINISHED;
    }

    private void begin(Owner owner, ChaosRecord record) {
        if (behaviour.isAppliedInNameOnly() || !owner.kind().touches(record.selectorKey(), owner.spec())) {
            return;
        }
        Effect effect = owner.effect(record);
        if (!owner.kind().isOneShot(owner.spec())) {
            nodes.begin(effect);
            swapImages(owner, effect.target());
            return;
        }
        nodes.happened(effect);
        if (Tree.text(owner.spec(), "action").equals("pod-kill")) {
            pods.replace(effect.target());
        }
    }

    Attempt recover(Owner owner, ChaosRecord record) {
        if (!isGone(owner, owner.kind().target(record.id())) && !owner.kind().isOneShot(owner.spec())) {
            Optional<String> failure = behaviour.recoverFailure();
            if (failure.isPresent()) {
                return Attempt.failed(failure.get());
            }
            Duration left = left(owner, record, behaviour.recoverTime());
            if (!left.isZero()) {
                record.phase(owner.kind().waits() ? ChaosRecord.INJECTED_WAIT : ChaosRecord.INJECTED);
                return Attempt.unfinished(left);
            }
        }
        if (!behaviour.isRecoveredInNameOnly() && owner.kind().touches(record.selectorKey(), owner.spec())) {
            nodes.end(owner.kind().kind(), owner.ref().key(), owner.kind().target(record.id()));
            swapImages(owner, owner.kind().target(record.id()));
        }
        record.recovered(behaviour.now());
        return Attempt.FINISHED;
    }

    /** A pod fails by running a pause image in its containers, which restarts them, now and when they get their own back. */
    private void swapImages(Owner owner, String target) {
        if (Tree.text(owner.spec(), "action").equals("pod-failure")) {
            pods.restart(target);
        }
    }

    private boolean isGone(Owner owner, String target) {
        return owner.kind().isAboutPods() && !pods.exists(target);
    }

    private boolean isBegun(Owner owner, ChaosRecord record) {
        return begunAt.containsKey(key(owner, record));
    }

    /** How long the work still takes; it begins when this is asked first, and is forgotten when nothing is left. */
    private Duration left(Owner owner, ChaosRecord record, Duration takes) {
        Duration whole = owner.kind().waits() && takes.compareTo(WAIT_SHOWS) < 0 ? WAIT_SHOWS : takes;
        long now = System.nanoTime();
        long begun = begunAt.computeIfAbsent(key(owner, record), key -> now);
        Duration left = whole.minusNanos(now - begun);
        if (left.isZero() || left.isNegative()) {
            begunAt.remove(key(owner, record));
            return Duration.ZERO;
        }
        return left;
    }

    private static String key(Owner owner, ChaosRecord record) {
        return owner.uid() + " " + record.selectorKey() + " " + record.id();
    }
}
