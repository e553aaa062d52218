package dev.tensile.engine;

import org.HdrHistogram.Histogram;

/**
 * What ended on one load since the last look.
 *
 * @param exceeded for each guardrail of the experiment, in order, the requests that count against it; 0 for other loads
 * @param latencies of the requests that did not fail, in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never written to again
public record LiveTick(
        String load, long total, long failed, long degraded, long[] exceeded, Histogram latencies, double seconds) {
    /** The quantile of effective latency in seconds; infinite if it lies among the failures, NaN without requests. */
    public double quantile(double quantile) {
        if (total == 0) {
            return Double.NaN;
        }
        double rank = Math.ceil(quantile * total);
        long good = latencies.getTotalCount();
        return rank > good ? Double.POSITIVE_INFINITY : latencies.getValueAtPercentile(100.0 * rank / good) / 1e6;
    }

    public double errorRate() {
        return total == 0 ? Double.NaN : (double) failed / total;
    }

    public double degradedRate() {
        return total == 0 ? Double.NaN : (double) degraded / total;
    }

    /** Both together. */
    LiveTick plus(LiveTick later) {
        long[] sum = exceeded.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += later.exceeded[i];
        }
        Histogram both = latencies.copy();
        both.add(later.latencies);
        return new LiveTick(
                load,
                total + later.total,
                failed + later.failed,
                degraded + later.degraded,
                sum,
                both,
                seconds + later.seconds);
    }
}
