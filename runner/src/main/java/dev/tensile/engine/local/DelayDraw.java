package dev.tensile.engine.local;

import dev.tensile.experiment.JitterShape;
import java.util.SplittableRandom;

/**
 * A seeded sequence of delays.
 *
 * <p>Resemblance between neighbours comes from a first-order autoregressive normal sequence, z(t) = ρ z(t−1) + √(1−ρ²) ε,
 * which has variance 1 for every ρ. {@code NORMAL} uses z, {@code UNIFORM} uses 2 Φ(z) − 1 (a Gaussian copula), so that
 * the spread is what was asked at any correlation; netem's mixture ρ x(t−1) + (1−ρ) u shrinks it. The correlation of
 * neighbouring uniform delays is (6/π) asin(ρ/2), at most 0.02 below ρ. A delay is cut off at zero.
 */
final class DelayDraw {
    private final long delay;
    private final long jitter;
    private final JitterShape shape;
    private final double correlation;
    private final SplittableRandom random;
    private double z;
    private boolean started;

    DelayDraw(Order order) {
        delay = order.delayNanos();
        jitter = order.jitterNanos();
        shape = order.shape();
        correlation = order.correlation();
        random = new SplittableRandom(order.seed());
    }

    long nextNanos() {
        if (jitter == 0) {
            return delay;
        }
        double fresh = gaussian();
        z = started ? correlation * z + Math.sqrt(1 - correlation * correlation) * fresh : fresh;
        started = true;
        double deviation = shape == JitterShape.NORMAL ? z : 2 * phi(z) - 1;
        return Math.max(0, delay + Math.round(jitter * deviation));
    }

    /** Box and Muller 1958. */
    private double gaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The normal distribution function by Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8. */
    static double phi(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
