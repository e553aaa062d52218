package dev.tensile.experiment;

/** A number observed on a load, over a window of time. Larger is always worse. */
public sealed interface Metric permits Metric.LatencyQuantile, Metric.ErrorRate, Metric.DegradedRate {
    /** The name of the load. */
    String load();

    /** Its name in tables, such as {@code shopping p99}. */
    String label();

    /**
     * A quantile of the latency that users felt: from the intended start; a failed request counts as infinitely slow.
     *
     * @param quantile in (0, 1), such as 0.99
     */
    record LatencyQuantile(String load, double quantile) implements Metric {
        public LatencyQuantile {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException(
                        "a quantile must lie between 0 and 1, was " + Quantities.number(quantile));
            }
        }

        @Override
        public String label() {
            return load + " p" + Quantities.number(quantile * 100);
        }
    }

    /** The share of requests that were rejected, failed or timed out. */
    record ErrorRate(String load) implements Metric {
        @Override
        public String label() {
            return load + " error rate";
        }
    }

    /** The share of requests that got a degraded answer. */
    record DegradedRate(String load) implements Metric {
        @Override
        public String label() {
            return load + " degraded rate";
        }
    }
}
