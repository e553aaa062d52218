package dev.tensile.engine.litmus;

import dev.tensile.engine.DoseOrder;
import dev.tensile.engine.Verification;
import dev.tensile.engine.kubernetes.Cluster;
import dev.tensile.engine.kubernetes.ClusterRefused;
import dev.tensile.engine.kubernetes.Instance;
import dev.tensile.engine.kubernetes.NotInForce;
import dev.tensile.engine.kubernetes.Watch;
import dev.tensile.run.Undo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How Litmus is talked to in one run: by its custom resources, or through a ChaosCenter. */
interface Way extends AutoCloseable {
    /** Where the fault of a dose will be found. */
    EngineResource resource(DoseOrder order, LitmusSpec spec);

    Undo undoOf(EngineResource resource, DoseOrder order);

    /**
     * @param before all pods that may be hurt; empty if they cannot be seen
     * @throws NotInForce if it is not shown to be; something of it may be there
     */
    Injected inject(EngineResource resource, LitmusSpec spec, DoseOrder order, List<Instance> before);

    /** Goes on also when the thread is interrupted. */
    TakingBack.Result takeBack(EngineResource resource);

    /**
     * What was seen of a fault.
     *
     * @param hurt the pods that are told to be under it; empty if nobody tells
     */
    record Look(Watch.Seen seen, Optional<Set<String>> hurt) {
        static final Look GONE = nothing("somebody deleted it");

        static Look nothing(String why) {
            return new Look(new Watch.Seen(0, why), Optional.empty());
        }

        static Look of(Sight sight, LitmusSpec spec) {
            return new Look(sight.seen(spec), sight.knowsTargets() ? Optional.of(sight.injected()) : Optional.empty());
        }

        /** In a cluster, where also what it has changed can be seen. */
        static Look in(Cluster cluster, EngineResource resource, LitmusSpec spec) {
            boolean gone = Footprint.of(spec)
                    .filter(footprint -> footprint.look(cluster) == Footprint.Seen.GONE)
                    .isPresent();
            return new Looking(cluster, resource)
                    .sight()
                    .map(sight -> of(sight, spec))
                    .map(look -> gone && look.seen().least() > 0 ? nothing("what it had changed is gone") : look)
                    .orElse(GONE);
        }
    }

    /** @throws RuntimeException if it cannot be looked at */
    Look look(EngineResource resource, LitmusSpec spec);

    /** @throws NotInForce if nobody could ever tell that it is; nothing is begun then */
    void mayBeShown(LitmusSpec spec);

    /** @throws NotInForce if Litmus tells nothing of it while it is in force, or the cluster is as if it were already */
    static void mayBeShown(LitmusSpec spec, Optional<Cluster> cluster) {
        if (!spec.canBeShown()) {
            throw new NotInForce(Words.notShown(spec.fault()));
        }
        Footprint.of(spec)
                .flatMap(footprint -> cluster.map(one -> footprint.look(one)))
                .ifPresent(seen -> {
                    if (seen == Footprint.Seen.THERE) {
                        throw new NotInForce("it is in force already, by somebody else: see "
                                + Footprint.of(spec).orElseThrow());
                    }
                });
    }

    /** Asks for anything. */
    void ping();

    /** Whether a failure to look or to ask was no answer at all. */
    boolean isSilence(RuntimeException failed);

    /**
     * All pods that have the labels; empty if they cannot be seen from here.
     *
     * @throws ClusterRefused if the cluster does not answer
     */
    List<Instance> pods(LitmusSpec spec);

    /** What Litmus itself makes of a fault that has been taken back, its resiliency score; empty if nobody asked it. */
    String score(EngineResource resource);

    Verification verify();

    @Override
    void close();
}
