package dev.tensile.engine.local;

import java.util.SplittableRandom;

/**
 * A seeded sequence of standard normal numbers in which neighbours resemble each other: the first-order autoregression
 * z(t) = ρ z(t−1) + √(1−ρ²) ε, which has variance 1 for every ρ.
 */
final class NormalSequence {
    private final double correlation;
    private final SplittableRandom random;
    private double z;
    private boolean started;

    NormalSequence(double correlation, long seed) {
        this.correlation = correlation;
        random = new SplittableRandom(seed);
    }

    double next() {
        double fresh = gaussian();
        z = started ? correlation * z + Math.sqrt(1 - correlation * correlation) * fresh : fresh;
        started = true;
        return z;
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
