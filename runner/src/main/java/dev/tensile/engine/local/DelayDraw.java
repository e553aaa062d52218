package dev.tensile.engine.local;

import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;

/**
 * A seeded sequence of delays.
 *
 * <p>Resemblance between neighbours comes from a {@link NormalSequence} z. {@code NORMAL} uses z, {@code UNIFORM} uses
 * 2 Φ(z) − 1 (a Gaussian copula), so that the spread is what was asked at any correlation; netem's mixture
 * ρ x(t−1) + (1−ρ) u shrinks it. The correlation of neighbouring uniform delays is (6/π) asin(ρ/2), at most 0.02 below ρ.
 * A delay is cut off at zero.
 */
final class DelayDraw {
    private final long delay;
    private final long jitter;
    private final JitterShape shape;
    private final NormalSequence normal;

    DelayDraw(Intensity.Delay asked, JitterShape shape, double correlation, long seed) {
        delay = asked.delay().toNanos();
        jitter = asked.jitter().toNanos();
        this.shape = shape;
        normal = new NormalSequence(correlation, seed);
    }

    long nextNanos() {
        if (jitter == 0) {
            return delay;
        }
        double z = normal.next();
        double deviation = shape == JitterShape.NORMAL ? z : 2 * NormalSequence.phi(z) - 1;
        return Math.max(0, delay + Math.round(jitter * deviation));
    }
}
