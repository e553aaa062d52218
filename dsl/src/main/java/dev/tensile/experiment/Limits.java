package dev.tensile.experiment;

/** Which tolerance fits which metric, and what counts as harm when the author does not say. */
final class Limits {
    private Limits() {}

    static void mustFit(Metric metric, Tolerance tolerance) {
        boolean latency = metric instanceof Metric.LatencyQuantile;
        boolean latencyLimit =
                tolerance instanceof Tolerance.LatencyBelow || tolerance instanceof Tolerance.LatencyRise;
        if (latency != latencyLimit) {
            throw new IllegalArgumentException(metric.label() + " cannot be measured against \"" + tolerance + "\"");
        }
    }

    static Tolerance defaultHarm(Tolerance tolerance) {
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return new Tolerance.LatencyBelow(below.limit().multipliedBy(2));
        }
        if (tolerance instanceof Tolerance.LatencyRise rise) {
            return new Tolerance.LatencyRise(rise.growth() * 2);
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return new Tolerance.ShareBelow(twice(below.limit()));
        }
        return new Tolerance.ShareRise(twice(((Tolerance.ShareRise) tolerance).points()));
    }

    private static Share twice(Share share) {
        return new Share(Math.min(1, share.fraction() * 2));
    }
}
