package dev.tensile.engine.local;

import java.util.SplittableRandom;

/**
 * A seeded sequence of strikes. Each is as likely as was asked at any correlation: it strikes where Φ(z) of a
 * {@link NormalSequence} is below the portion. netem's correlated loss, r(t) = ρ r(t−1) + (1−ρ) u, strikes too seldom
 * for small portions, which its manual admits.
 */
final class Chance {
    private final double portion;
    private final NormalSequence normal;
    private final SplittableRandom independent;

    Chance(double portion, double correlation, long seed) {
        this.portion = portion;
        normal = new NormalSequence(correlation, seed);
        independent = new SplittableRandom(seed ^ 0x73747269L);
    }

    boolean strikes() {
        return NormalSequence.phi(normal.next()) < portion;
    }

    /** As likely, but without regard to what came before. */
    boolean strikesAgain() {
        return independent.nextDouble() < portion;
    }

    /** Uniform below a bound. */
    int below(int bound) {
        return independent.nextInt(bound);
    }
}
