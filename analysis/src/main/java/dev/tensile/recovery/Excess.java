package dev.tensile.recovery;

import dev.tensile.experiment.Metric;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;

/**
 * Requests, by second, and those of them that count against a metric's limit: slower than it, failed, or degraded.
 *
 * @param theta the share of them at which the metric is exactly at its limit
 */
@SuppressWarnings("ArrayRecordComponent") // nobody writes to them after the count
record Excess(long[] events, long[] trials, double theta) {
    /** Below this a share is as good as none. */
    private static final double LEAST = 1e-6;

    /** @param limit in seconds, or a share */
    static Excess in(Run run, Metric metric, double limit, long fromNanos, int seconds) {
        Endpoints endpoints = Endpoints.of(run.plan());
        Samples samples = run.samples();
        long[] events = new long[seconds];
        long[] trials = new long[seconds];
        for (int i = 0; i < samples.size(); i++) {
            long since = samples.intendedNanos(i) - fromNanos;
            if (since >= 0
                    && since < seconds * 1_000_000_000L
                    && endpoints.belongsTo(samples.endpoint(i), metric.load())) {
                int second = (int) (since / 1_000_000_000L);
                trials[second]++;
                events[second] += counts(metric, limit, samples.outcome(i), samples.latencyNanos(i)) ? 1 : 0;
            }
        }
        double theta = metric instanceof Metric.LatencyQuantile quantile ? 1 - quantile.quantile() : limit;
        return new Excess(events, trials, Math.min(1 - LEAST, Math.max(LEAST, theta)));
    }

    private static boolean counts(Metric metric, double limit, Outcome outcome, long latencyNanos) {
        if (metric instanceof Metric.DegradedRate) {
            return outcome == Outcome.DEGRADED;
        }
        return outcome.failed() || (metric instanceof Metric.LatencyQuantile && latencyNanos > limit * 1e9);
    }
}
