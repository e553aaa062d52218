package dev.tensile.load;

/** SplitMix64 (Steele, Lea, Flood 2014): a stream of random numbers that is the same on every JDK. Not thread-safe. */
final class SplitMix {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /** Visits each of the 2^64 values once before it repeats. */
    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double nextDouble() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** An independent stream. */
    SplitMix split() {
        return new SplitMix(mix(next() ^ 0x5851f42d4c957f2dL));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
