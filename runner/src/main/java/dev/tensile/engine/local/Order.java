package dev.tensile.engine.local;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A dose as it is told to a link process.
 *
 * @param id chosen by the one who orders, so that it can be taken back before the answer has come
 * @param limitNanos after which the link reverts it by itself
 */
record Order(
        long id,
        Kind kind,
        Scope scope,
        double share,
        long delayNanos,
        long jitterNanos,
        JitterShape shape,
        double correlation,
        long seed,
        long limitNanos) {
    enum Kind {
        LATENCY,
        RESET,
        REFUSE,
        BLACKHOLE
    }

    private static final Map<Class<? extends Fault>, Kind> KINDS = Map.of(
            LinkFault.Latency.class, Kind.LATENCY,
            LinkFault.Reset.class, Kind.RESET,
            LinkFault.Refuse.class, Kind.REFUSE,
            LinkFault.Blackhole.class, Kind.BLACKHOLE);

    static Order of(long id, Dose dose, Duration timeLimit, long seed) {
        Intensity.Delay delay = dose.intensity() instanceof Intensity.Delay asked ? asked : null;
        LinkFault.Latency latency = dose.fault() instanceof LinkFault.Latency asked ? asked : null;
        return new Order(
                id,
                Objects.requireNonNull(KINDS.get(dose.fault().getClass()), dose::toString),
                dose.radius().scope(),
                dose.radius().share().fraction(),
                delay == null ? 0 : delay.delay().toNanos(),
                delay == null ? 0 : delay.jitter().toNanos(),
                latency == null ? JitterShape.UNIFORM : latency.shape(),
                latency == null ? 0 : latency.correlation().fraction(),
                seed,
                timeLimit.toNanos());
    }

    boolean isTotal() {
        return share >= 1;
    }

    /** Whether this engine knows how to do it. */
    static boolean canDo(Fault fault) {
        boolean there = !(fault instanceof LinkFault.Latency latency) || latency.direction() == LinkFault.Direction.TO;
        return there && KINDS.containsKey(fault.getClass());
    }
}
