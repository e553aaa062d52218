package dev.tensile.experiment;

/**
 * Which requests lie inside a blast radius, decided from the W3C trace id alone, so that the load generator and the
 * link agree without talking to each other. Radii nest: a request inside 20 % is inside 50 % too.
 */
public final class Cohorts {
    private Cohorts() {}

    /** Uniform in [0, 1): the position of a trace id under a seed. A request is inside a share above its position. */
    public static double position(long traceIdHigh, long traceIdLow, long seed) {
        long mixed = mix(mix(traceIdHigh ^ seed) ^ traceIdLow);
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
