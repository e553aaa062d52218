package dev.tensile.recovery;

import dev.tensile.experiment.Metric;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.Arrays;

/** A metric in a stretch of time, by intended start. A failed request counts as infinitely slow. */
final class Observed {
    private Observed() {}

    /** Seconds or a share; NaN if there were no requests. */
    static double in(Run run, Metric metric, long fromNanos, long untilNanos) {
        Endpoints endpoints = Endpoints.of(run.plan());
        Samples samples = run.samples();
        long[] latencies = new long[64];
        int requests = 0;
        int failed = 0;
        int degraded = 0;
        for (int i = 0; i < samples.size(); i++) {
            long due = samples.intendedNanos(i);
            if (due < fromNanos || due >= untilNanos || !endpoints.belongsTo(samples.endpoint(i), metric.load())) {
                continue;
            }
            latencies = requests == latencies.length ? Arrays.copyOf(latencies, 2 * requests) : latencies;
            Outcome outcome = samples.outcome(i);
            latencies[requests++] = outcome.failed() ? Long.MAX_VALUE : samples.latencyNanos(i);
            failed += outcome.failed() ? 1 : 0;
            degraded += outcome == Outcome.DEGRADED ? 1 : 0;
        }
        if (requests == 0) {
            return Double.NaN;
        }
        if (metric instanceof Metric.LatencyQuantile quantile) {
            return quantile(Arrays.copyOf(latencies, requests), quantile.quantile());
        }
        return (double) (metric instanceof Metric.ErrorRate ? failed : degraded) / requests;
    }

    private static double quantile(long[] nanos, double quantile) {
        Arrays.sort(nanos);
        long value = nanos[Math.max(0, (int) Math.ceil(nanos.length * quantile) - 1)];
        return value == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : value / 1e9;
    }
}
