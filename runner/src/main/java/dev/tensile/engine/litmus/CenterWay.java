package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.engine.litmus.center.Infra;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.engine.litmus.center.RunState;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Through a ChaosCenter: one experiment for each dose of each rung, whose agent makes the ChaosEngine. With a kubeconfig for its
 * cluster everything is seen there; without, only what the agent tells, and never that a stopped fault is reverted.
 */
final class CenterWay implements Way {
    private final CenterAccess access;
    private final Infra infra;
    private final String project;
    private final Optional<Cluster> cluster;
    private final Home home;
    private final String run;
    private final Patience patience;
    private final List<Probe> probes;

    /** Written by the thread of the run, read by the watching one, too. */
    private final Map<EngineResource, CenterInjecting.Begun> begun = new ConcurrentHashMap<>();

    private final List<String> notConfirmed = new ArrayList<>();

    CenterWay(CenterAccess access, Home home, String run, Patience patience, List<Probe> probes) {
        this.access = access;
        this.home = home;
        this.run = run;
        this.patience = patience;
        this.probes = probes;
        project = CenterAccess.ask(access.center()::project);
        infra = CenterAccess.ask(access.center()::infra);
        cluster = access.clusterOf(infra.namespace());
    }

    Infra infra() {
        return infra;
    }

    /** Of the infrastructure; empty if nobody can see into it. */
    Optional<Cluster> cluster() {
        return cluster;
    }

    @Override
    public EngineResource resource(DoseOrder order, LitmusSpec spec) {
        return EngineResource.of(spec, infra.namespace(), run, order.rung(), order.number());
    }

    private CenterExperiment experiment(EngineResource resource) {
        return CenterExperiment.of(resource, project);
    }

    @Override
    public Undo undoOf(EngineResource resource, DoseOrder order) {
        return experiment(resource)
                .undo(
                        access.url(),
                        cluster.map(Cluster::server).orElse(""),
                        cluster.map(Cluster::context).orElse(""),
                        order.dose());
    }

    @Override
    public Injected inject(EngineResource resource, LitmusSpec spec, DoseOrder order, List<Instance> before) {
        CenterInjecting injecting = new CenterInjecting(access.center(), cluster, experiment(resource), spec, patience);
        CenterInjecting.Begun now = injecting.begin(order, home, infra, probes);
        begun.put(resource, now);
        return injecting.await(now, before);
    }

    @Override
    public TakingBack.Result takeBack(EngineResource resource) {
        CenterInjecting.Begun known = begun.get(resource);
        if (known != null) {
            Uninterrupted.call(() -> known.readScore(access.center()));
        }
        Optional<Cluster> seeing = cluster.filter(one -> known == null || !known.isElsewhere());
        TakingBack.Result result = new CenterTakingBack(access.center(), seeing, experiment(resource), patience).run();
        if (result.end() == TakingBack.End.LEFT && seeing.isEmpty()) {
            notConfirmed.add(result.detail());
        }
        return result;
    }

    @Override
    public Watch.Seen look(EngineResource resource, LitmusSpec spec) {
        CenterInjecting.Begun known = begun.get(resource);
        if (known == null) {
            return new Watch.Seen(0, "it never began");
        }
        Optional<EngineResource> engine = known.engine();
        if (cluster.isPresent() && engine.isPresent()) {
            return new Looking(cluster.get(), engine.get())
                    .sight()
                    .map(sight -> sight.seen(spec))
                    .orElse(new Watch.Seen(0, "somebody deleted it"));
        }
        RunState state = CenterAccess.ask(() -> access.center().poll(known.notifyId()));
        return CenterInjecting.sight(state).seen(spec);
    }

    @Override
    public void ping() {
        CenterAccess.ask(access.center()::serverVersion);
    }

    @Override
    public boolean isSilence(RuntimeException failed) {
        return !(failed instanceof ClusterRefused refused) || refused.status() == ClusterRefused.NO_ANSWER;
    }

    @Override
    public List<Instance> pods(LitmusSpec spec) {
        return cluster.stream()
                .flatMap(one -> spec.hurt().stream().flatMap(pods -> one.pods(pods).stream()))
                .toList();
    }

    @Override
    public List<String> remarks(EngineResource resource) {
        CenterInjecting.Begun known = begun.get(resource);
        return known == null ? List.of() : known.remarks();
    }

    @Override
    public Verification verify() {
        if (cluster.isPresent() && notConfirmed.isEmpty()) {
            String label = RunLabels.of(run, EngineResource.LONGEST).run();
            return Uninterrupted.call(() -> new Remains(cluster.get(), infra.namespace(), label).look());
        }
        String what = "experiments of this run at " + access;
        if (!notConfirmed.isEmpty()) {
            return new Verification(what, Restoration.RESIDUE, String.join("; ", notConfirmed));
        }
        return new Verification(what, Restoration.VERIFIED, "none was started that was not seen to end reverted");
    }

    @Override
    public void close() {
        access.close();
    }
}
