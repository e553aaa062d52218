package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Injection;
import dev.tensile.engine.kubernetes.ClockBounds;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.experiment.Pods;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A chaos resource in force. */
final class ChaosMeshInjection implements Injection {
    /** Two times that the controllers wrote down, each rounded down to a second. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Watch<ChaosResource> watch;
    private final Patience patience;
    private final ChaosResource resource;
    private final ChaosSpec spec;
    private final Ends before;
    private final Injecting.Result injected;
    private final Duration lifetime;

    /** Guarded by this, as is all below. */
    private Coverage coverage;

    /** Since somebody has asked for the end: what the watch had seen until then, and when that was. */
    private Optional<Letting> letting = Optional.empty();

    private Optional<TakingBack.Result> over = Optional.empty();

    private record Letting(Watch.Seen seen, long nanos, Instant at) {}

    /**
     * The pods at both ends, when somebody looked.
     *
     * @param near those that are hurt; empty where the fault is not about pods
     * @param far those at the other end of the link; empty if there is none
     */
    record Ends(List<Instance> near, List<Instance> far) {
        static Ends of(Cluster cluster, ChaosSpec spec) {
            return new Ends(pods(cluster, spec.hurt()), pods(cluster, spec.far()));
        }

        private static List<Instance> pods(Cluster cluster, List<Pods> pods) {
            return pods.isEmpty() ? List.of() : Preflight.running(cluster.pods(pods.get(0)));
        }
    }

    /** @param lifetime after which the controllers take it back by themselves, from when it was sent */
    ChaosMeshInjection(
            Cluster cluster,
            Watch<ChaosResource> watch,
            Patience patience,
            ChaosResource resource,
            ChaosSpec spec,
            Ends before,
            Injecting.Result injected,
            Duration lifetime) {
        this.cluster = cluster;
        this.watch = watch;
        this.patience = patience;
        this.resource = resource;
        this.spec = spec;
        this.before = before;
        this.injected = injected;
        this.lifetime = lifetime;
        watch.begin(resource, injected.status().seen());
        coverage = coverage(
                injected.status(),
                injected.clock(),
                covered().size(),
                before.near.size(),
                new ArrayList<>(spec.warnings()));
    }

    /** The instances that were shown to be hurt. */
    private Set<String> covered() {
        return injected.status().hurt().stream().map(Target::instance).collect(Collectors.toSet());
    }

    @Override
    public synchronized Delivered delivered() {
        return coverage;
    }

    @Override
    public synchronized void letGo() {
        Letting unused = let();
        try {
            Uninterrupted.call(() -> resource.pause(cluster));
        } catch (ClusterRefused later) {
            return; // closing insists
        }
    }

    /** Before it is paused: the watch would take our own pause for somebody else's. */
    private Letting let() {
        Letting now = letting.orElseGet(() -> new Letting(watch.end(resource), System.nanoTime(), Instant.now()));
        letting = Optional.of(now);
        return now;
    }

    String name() {
        return resource.name();
    }

    /** How it ended; empty if it has not. */
    synchronized Optional<TakingBack.Result> over() {
        return over;
    }

    @Override
    public synchronized void close() {
        if (over.isPresent()) {
            return;
        }
        Letting let = let();
        TakingBack.Result result = new TakingBack(cluster, resource, patience).run(Optional.of(injected.status()));
        Instant seen = Instant.now();
        over = Optional.of(result);
        List<String> remarks = new ArrayList<>(spec.warnings());
        Ends now = now(remarks);
        int atEnd = Math.min(Math.min(let.seen.least(), stillThere(now, remarks)), reached(now, remarks));
        if (let.seen.least() < covered().size()) {
            remarks.add("While it was held, " + let.seen.least() + " of "
                    + covered().size() + " were under the fault at the worst look: " + let.seen.why() + ".");
        }
        ChaosStatus status = result.status().orElse(injected.status());
        boolean deleted = result.end() == TakingBack.End.WAS_NOT_THERE || result.end() == TakingBack.End.UNSEEN;
        Optional<String> gap = deleted ? Optional.of("Somebody else deleted " + resource + ".") : gap(status, let);
        atEnd = gap.isPresent() ? 0 : atEnd;
        gap.ifPresent(remarks::add);
        if (result.end().isResidue()) {
            remarks.add(result.detail());
        }
        ClockBounds clock = injected.clock();
        for (Instant recovered : status.recovered()) {
            clock = clock.and(recovered, let.at, seen);
        }
        coverage = coverage(status, gap.isPresent() ? injected.clock() : clock, atEnd, now.near.size(), remarks);
    }

    /**
     * Whether it was lifted for a while, or too early, by what the controllers wrote down: also where nobody could look meanwhile.
     * Compares lengths of time, since the clocks may differ.
     */
    private Optional<String> gap(ChaosStatus status, Letting let) {
        if (status.course() == ChaosStatus.Course.ONCE) {
            return Optional.empty();
        }
        Optional<Target> again =
                status.hurt().stream().filter(target -> target.injected() > 1).findFirst();
        if (again.isPresent()) {
            return again.map(
                    target -> target.id() + " was injected " + target.injected() + " times: it was lifted in between.");
        }
        Duration ours = Duration.ofNanos(let.nanos - injected.seenNanos());
        Optional<Duration> theirs = status.firstRecovered()
                .flatMap(until -> injected.status().applied().stream()
                        .max(Instant::compareTo)
                        .map(from -> Duration.between(from, until)));
        if (theirs.isPresent() && theirs.get().plus(ROUNDING).compareTo(ours) < 0) {
            return Optional.of("It was lifted " + theirs.get().toSeconds() + " s after it was in force, not after the "
                    + ours.toSeconds() + " s for which it was held.");
        }
        Duration age = Duration.ofNanos(let.nanos - injected.sentNanos());
        boolean inTime = age.compareTo(lifetime) < 0 && !new Traces(cluster, resource).timeWasUp();
        return inTime ? Optional.empty() : Optional.of("Its time was over before it was lifted.");
    }

    private Coverage coverage(
            ChaosStatus status, ClockBounds clock, int atEnd, int matchedAtEnd, List<String> remarks) {
        int covered = covered().size();
        return new Coverage(
                resource.toString(),
                before.near.isEmpty() ? covered : before.near.size(),
                covered,
                before.near.isEmpty() ? covered : matchedAtEnd,
                atEnd,
                changes(status),
                Duration.ofSeconds(1),
                clock.gap(),
                remarks,
                "");
    }

    /** The pods as they are now; as they were where there are none, or nothing can be seen. */
    private Ends now(List<String> remarks) {
        try {
            return Uninterrupted.call(() -> Ends.of(cluster, spec));
        } catch (ClusterRefused unseen) {
            remarks.add("The pods could not be looked at afterwards: " + unseen.getMessage() + ".");
            return before;
        }
    }

    /** Of the covered pods, those that are still under it; all of what is not a pod, or was meant to end. */
    private int stillThere(Ends now, List<String> remarks) {
        Set<String> covered = covered();
        if (before.near.isEmpty() || injected.status().course() == ChaosStatus.Course.ONCE) {
            return covered.size();
        }
        List<Instance> there = before.near.stream()
                .filter(pod -> covered.contains(pod.id()) && now.near.stream().anyMatch(pod::isSamePodAs))
                .toList();
        long untouched = there.stream()
                .filter(pod -> now.near.stream().anyMatch(pod::isSameAs))
                .count();
        if (untouched < there.size()) {
            remarks.add("Containers restarted in " + (there.size() - untouched) + " of the pods"
                    + (spec.outlivesContainers() ? "; the fault stayed." : ", and left the fault."));
        }
        return spec.outlivesContainers() ? there.size() : (int) untouched;
    }

    /** Of the covered pods, a share as large as that of the other end's pods that have not been replaced. */
    private int reached(Ends now, List<String> remarks) {
        long there = before.far.stream()
                .filter(pod -> now.far.stream().anyMatch(pod::isSamePodAs))
                .count();
        if (there == before.far.size()) {
            return covered().size();
        }
        remarks.add("At the other end, " + (before.far.size() - there) + " of " + before.far.size()
                + " pods were replaced: what goes to the new ones is spared.");
        return (int) (covered().size() * there / before.far.size());
    }

    private static List<Delivered.Change> changes(ChaosStatus status) {
        List<Delivered.Change> changes = new ArrayList<>();
        for (Target target : status.records()) {
            target.happenings()
                    .forEach(one -> changes.add(new Delivered.Change(target.id(), act(one), one.at(), one.message())));
        }
        changes.sort(Comparator.comparing(Delivered.Change::at));
        return changes;
    }

    private static Delivered.Act act(Target.Happening happening) {
        boolean succeeded = happening.outcome() == Target.Happening.Outcome.SUCCEEDED;
        if (happening.operation() == Target.Operation.APPLY) {
            return succeeded ? Delivered.Act.APPLIED : Delivered.Act.APPLY_FAILED;
        }
        return succeeded ? Delivered.Act.RECOVERED : Delivered.Act.RECOVER_FAILED;
    }

    @Override
    public String toString() {
        return resource.toString();
    }
}
