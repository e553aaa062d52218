package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.EngineException;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.RunLabels;
import dev.tensile.engine.kubernetes.Uninterrupted;
import dev.tensile.engine.litmus.center.Infra;
import dev.tensile.engine.litmus.center.Probe;
import dev.tensile.engine.litmus.center.RunState;
import dev.tensile.run.Restoration;
import dev.tensile.run.Undo;
import java.io.IOException;
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

    /** What may have been started, and what was shown to be in force; several doses may begin at once. */
    private final Map<EngineResource, CenterTakingBack.Past> past = new ConcurrentHashMap<>();

    private final Map<EngineResource, String> notConfirmed = new ConcurrentHashMap<>();
    private final List<String> ownProbes;

    CenterWay(CenterAccess access, Home home, String run, Patience patience, List<Probe> probes) {
        this.access = access;
        this.home = home;
        this.run = run;
        this.patience = patience;
        this.probes = probes;
        project = CenterAccess.ask(access.center()::project);
        infra = CenterAccess.ask(access.center()::infra);
        cluster = access.clusterOf(infra.namespace());
        ownProbes = CenterAccess.ask(() -> HypothesisProbes.missing(access.center(), probes));
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
                        ownProbes,
                        order.dose());
    }

    @Override
    public Injected inject(EngineResource resource, LitmusSpec spec, DoseOrder order, List<Instance> before) {
        CenterInjecting injecting = new CenterInjecting(access.center(), cluster, experiment(resource), spec, patience);
        CenterInjecting.Begun now;
        past.put(resource, CenterTakingBack.Past.UNKNOWN);
        try {
            now = injecting.begin(order, home, infra, probes);
        } catch (NotInForce failed) {
            if (!injecting.mayRun()) {
                past.put(resource, CenterTakingBack.Past.NOTHING);
            }
            throw failed;
        }
        begun.put(resource, now);
        past.put(resource, past(now, TakingBack.Known.NOTHING));
        try {
            Injected injected = injecting.await(now, before);
            past.put(resource, past(now, new TakingBack.Known(true, injected.names(), before)));
            return injected;
        } catch (NotInForce failed) {
            past.put(resource, past(now, TakingBack.Known.NOTHING));
            throw failed;
        }
    }

    private static CenterTakingBack.Past past(CenterInjecting.Begun begun, TakingBack.Known known) {
        return new CenterTakingBack.Past(CenterTakingBack.Start.STARTED, begun.engine(), known);
    }

    @Override
    public TakingBack.Result takeBack(EngineResource resource) {
        CenterInjecting.Begun known = begun.get(resource);
        Optional<Cluster> seeing = cluster.filter(one -> known == null || !known.isElsewhere());
        TakingBack.Result result = new CenterTakingBack(
                        access.center(),
                        seeing,
                        experiment(resource),
                        patience,
                        past.getOrDefault(resource, CenterTakingBack.Past.UNKNOWN),
                        () -> Optional.ofNullable(known).ifPresent(one -> one.readScore(access.center())))
                .run();
        if (result.end() == TakingBack.End.LEFT) {
            notConfirmed.put(resource, result.detail());
        } else {
            past.put(resource, CenterTakingBack.Past.UNKNOWN);
        }
        return result;
    }

    @Override
    public Look look(EngineResource resource, LitmusSpec spec) {
        CenterInjecting.Begun known = begun.get(resource);
        if (known == null) {
            return Look.nothing("it never began");
        }
        Optional<EngineResource> engine = known.engine();
        if (cluster.isPresent() && engine.isPresent()) {
            return Look.in(cluster.get(), engine.get(), spec);
        }
        RunState state = CenterAccess.ask(() -> access.center().poll(known.notifyId()));
        return Look.of(CenterInjecting.sight(state), spec);
    }

    @Override
    public void mayBeShown(LitmusSpec spec) {
        if (cluster.isEmpty() && !spec.canBeShownBlind()) {
            throw new NotInForce(Words.notShownBlind());
        }
        Way.mayBeShown(spec, cluster);
    }

    @Override
    public void ping() {
        CenterAccess.ask(access.center()::serverVersion);
    }

    /** Also what cannot be understood, or refuses, is an answer. */
    @Override
    public boolean isSilence(RuntimeException failed) {
        if (failed instanceof ClusterRefused refused) {
            return refused.status() == ClusterRefused.NO_ANSWER;
        }
        return !(failed instanceof EngineException) || failed.getCause() instanceof IOException;
    }

    @Override
    public List<Instance> pods(LitmusSpec spec) {
        return cluster.stream()
                .flatMap(one -> spec.hurt().stream().flatMap(pods -> one.pods(pods).stream()))
                .toList();
    }

    @Override
    public String score(EngineResource resource) {
        CenterInjecting.Begun known = begun.get(resource);
        return known == null ? "" : known.score();
    }

    @Override
    public Verification verify() {
        String what = "experiments of this run at " + access;
        String label = RunLabels.of(run, EngineResource.LONGEST).run();
        Verification seen = cluster.map(
                        one -> Uninterrupted.call(() -> new Remains(one, infra.namespace(), label).look()))
                .orElse(new Verification(
                        what, Restoration.VERIFIED, "none was started that was not seen to end reverted"));
        return notConfirmed.isEmpty()
                ? seen
                : new Verification(
                        what, Restoration.RESIDUE, String.join("; ", notConfirmed.values()) + "; " + seen.detail());
    }

    @Override
    public void close() {
        Uninterrupted.call(() -> {
            HypothesisProbes.delete(access.center(), ownProbes);
            return true;
        });
        access.close();
    }
}
