package dev.tensile.engine.local;

import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Fault;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.Scope;
import java.time.Duration;

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

    static Order of(long id, Dose dose, Duration timeLimit, long seed) {
        Intensity.Delay delay = dose.intensity() instanceof Intensity.Delay asked ? asked : null;
        Fault.Latency latency = dose.fault() instanceof Fault.Latency asked ? asked : null;
        return new Order(
                id,
                dose.fault().match(Kinds.INSTANCE),
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

    private static final class Kinds implements Fault.Cases<Kind> {
        private static final Kinds INSTANCE = new Kinds();

        @Override
        public Kind latency(Fault.Latency fault) {
            return Kind.LATENCY;
        }

        @Override
        public Kind reset(Fault.Reset fault) {
            return Kind.RESET;
        }

        @Override
        public Kind refuse(Fault.Refuse fault) {
            return Kind.REFUSE;
        }

        @Override
        public Kind blackhole(Fault.Blackhole fault) {
            return Kind.BLACKHOLE;
        }
    }
}
