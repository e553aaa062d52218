package dev.tensile.engine.chaosmesh;

import dev.tensile.engine.Injection;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A chaos resource in force. */
final class ChaosMeshInjection implements Injection {
    private final Cluster cluster;
    private final Watch<ChaosResource> watch;
    private final Patience patience;
    private final ChaosResource resource;
    private final ChaosSpec spec;
    private final List<Instance> before;
    private final Injecting.Result injected;

    /** Guarded by this. */
    private Coverage coverage;

    private boolean closed;

    ChaosMeshInjection(
            Cluster cluster,
            Watch<ChaosResource> watch,
            Patience patience,
            ChaosResource resource,
            ChaosSpec spec,
            List<Instance> before,
            Injecting.Result injected) {
        this.cluster = cluster;
        this.watch = watch;
        this.patience = patience;
        this.resource = resource;
        this.spec = spec;
        this.before = before;
        this.injected = injected;
        watch.begin(resource, injected.status().seen());
        coverage = coverage(injected.status(), covered().size(), before.size(), new ArrayList<>(spec.warnings()));
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
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Watch.Seen seen = watch.end(resource); // first: it would take our own pause for somebody else's
        TakingBack.Result result = new TakingBack(cluster, resource, patience).run();
        List<String> remarks = new ArrayList<>(spec.warnings());
        List<Instance> now = podsNow(remarks);
        int atEnd = Math.min(seen.least(), stillThere(now));
        if (result.end() == TakingBack.End.WAS_NOT_THERE) {
            atEnd = 0;
            remarks.add("Somebody else deleted " + resource + ".");
        } else if (seen.least() < covered().size()) {
            remarks.add("While it was held, " + seen.least() + " of "
                    + covered().size() + " were under the fault at the worst look: " + seen.why() + ".");
        }
        if (result.end() == TakingBack.End.LEFT) {
            remarks.add(result.detail());
        }
        coverage = coverage(result.status().orElse(injected.status()), atEnd, now.size(), remarks);
    }

    private Coverage coverage(ChaosStatus status, int atEnd, int matchedAtEnd, List<String> remarks) {
        int covered = covered().size();
        return new Coverage(
                resource.toString(),
                before.isEmpty() ? covered : before.size(),
                covered,
                before.isEmpty() ? covered : matchedAtEnd,
                atEnd,
                changes(status),
                Duration.ofSeconds(1),
                injected.clock().gap(),
                remarks);
    }

    /** The target's pods as they are now; as they were where there are none, or nothing can be seen. */
    private List<Instance> podsNow(List<String> remarks) {
        if (spec.hurt().isEmpty()) {
            return before;
        }
        try {
            return Uninterrupted.call(() -> cluster.pods(spec.hurt().get(0)));
        } catch (ClusterRefused unseen) {
            remarks.add("The pods could not be looked at afterwards: " + unseen.getMessage() + ".");
            return before;
        }
    }

    /** Of the covered pods, those that are still the same; all of what is not a pod. */
    private int stillThere(List<Instance> now) {
        Set<String> covered = covered();
        if (spec.hurt().isEmpty()) {
            return covered.size();
        }
        Map<String, Instance> byId = now.stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        return (int) before.stream()
                .filter(pod -> covered.contains(pod.id()))
                .filter(pod -> byId.containsKey(pod.id()) && pod.isSameAs(byId.get(pod.id())))
                .count();
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
