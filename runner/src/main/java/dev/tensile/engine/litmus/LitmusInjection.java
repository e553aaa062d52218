package dev.tensile.engine.litmus;

import dev.tensile.engine.Injection;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fault in force. Litmus writes no times of its targets down: they are those at which this program saw them hurt, and asked for
 * the end.
 */
final class LitmusInjection implements Injection {
    private final Way way;
    private final Watch<LitmusSession.Held> watch;
    private final LitmusSession.Held held;
    private final List<Instance> before;
    private final Injected injected;

    /** Guarded by this. */
    private Coverage coverage;

    private boolean closed;

    LitmusInjection(
            Way way,
            Watch<LitmusSession.Held> watch,
            LitmusSession.Held held,
            List<Instance> before,
            Injected injected) {
        this.way = way;
        this.watch = watch;
        this.held = held;
        this.before = before;
        this.injected = injected;
        watch.begin(held, new Watch.Seen(injected.covered(), ""));
        coverage = coverage(injected.covered(), matched(), applied(), remarks());
    }

    private int matched() {
        return before.isEmpty() ? injected.covered() : before.size();
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(held.spec().warnings());
        remarks.addAll(injected.remarks());
        return remarks;
    }

    private List<Delivered.Change> applied() {
        return changes(Delivered.Act.APPLIED, injected.seen(), injected.at());
    }

    /** @param times of those pods for which another time is known */
    private List<Delivered.Change> changes(Delivered.Act act, Map<String, Instant> times, Instant others) {
        Set<String> names = injected.names().isEmpty() ? Set.of(held.resource().name()) : injected.names();
        return names.stream()
                .sorted()
                .map(name -> new Delivered.Change(
                        held.spec().app().namespace() + "/" + name, act, times.getOrDefault(name, others), ""))
                .toList();
    }

    private Coverage coverage(int atEnd, int matchedAtEnd, List<Delivered.Change> changes, List<String> remarks) {
        return new Coverage(
                held.resource().toString(),
                matched(),
                injected.covered(),
                matchedAtEnd,
                atEnd,
                changes,
                Duration.ZERO,
                injected.clock(),
                remarks,
                way.score(held.resource()));
    }

    @Override
    public synchronized Delivered delivered() {
        return coverage;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<String> remarks = remarks();
        boolean once = held.spec().isOnce();
        Watch.Seen seen = lastLook(watch.end(held)); // before our own stop, which it would take for somebody else's
        int atEnd =
                once ? injected.covered() : Math.min(Math.min(seen.least(), injected.covered()), stillThere(remarks));
        if (seen.least() < injected.covered()) {
            remarks.add("While it was held, " + seen.least() + " of " + injected.covered()
                    + " were under the fault at the worst look: " + seen.why() + ".");
        }
        List<Delivered.Change> changes = new ArrayList<>(applied());
        if (seen.least() > 0) {
            Instant now = Instant.now().plus(injected.clock().ahead());
            changes.addAll(changes(Delivered.Act.RECOVERED, held.freed().times(injected.clock()), now));
        }
        TakingBack.Result result = way.takeBack(held.resource());
        if (result.end() == TakingBack.End.WAS_NOT_THERE) {
            atEnd = once ? atEnd : 0;
            remarks.add("Somebody else deleted " + held.resource() + ".");
        } else if (result.end() == TakingBack.End.LEFT) {
            remarks.add(result.detail());
        }
        coverage = coverage(atEnd, matchedNow(), changes, remarks);
    }

    /** So that an end between the last look and now is not missed. */
    private Watch.Seen lastLook(Watch.Seen seen) {
        try {
            Watch.Seen now = Uninterrupted.call(() -> held.look(way));
            return now.least() < seen.least() ? now : seen;
        } catch (RuntimeException unseen) {
            return seen;
        }
    }

    /** Of the covered pods, those that are still the same; all of them where nothing can be seen. */
    private int stillThere(List<String> remarks) {
        if (before.isEmpty() || injected.names().isEmpty()) {
            return injected.covered();
        }
        try {
            Map<String, Instance> now = Uninterrupted.call(() -> way.pods(held.spec())).stream()
                    .collect(Collectors.toMap(Instance::id, Function.identity()));
            return (int) before.stream()
                    .filter(pod -> injected.names().contains(pod.name()))
                    .filter(pod -> now.containsKey(pod.id()) && pod.isSameAs(now.get(pod.id())))
                    .count();
        } catch (ClusterRefused unseen) {
            remarks.add("The pods could not be looked at afterwards: " + unseen.getMessage() + ".");
            return injected.covered();
        }
    }

    private int matchedNow() {
        try {
            return before.isEmpty()
                    ? matched()
                    : Uninterrupted.call(() -> way.pods(held.spec())).size();
        } catch (ClusterRefused unseen) {
            return matched();
        }
    }

    @Override
    public String toString() {
        return held.resource().toString();
    }
}
