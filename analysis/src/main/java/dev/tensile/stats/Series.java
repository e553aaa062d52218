package dev.tensile.stats;

/** Arithmetic on per-second series. */
final class Series {
    private Series() {}

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** events_t - share * trials_t: what each second adds to the numerator of a ratio estimate beyond its expectation. */
    static double[] deviations(long[] events, long[] trials, double share) {
        double[] deviations = new double[events.length];
        for (int t = 0; t < events.length; t++) {
            deviations[t] = events[t] - share * trials[t];
        }
        return deviations;
    }
}
