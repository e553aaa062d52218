package dev.tensile.canary.stats;

import java.util.SplittableRandom;

/** Statistics that nobody can repeat. */
final class DrawsLots {
    private DrawsLots() {}

    static double seeded() {
        return new SplittableRandom().nextDouble();
    }

    static double unseeded() {
        return Math.random();
    }
}
