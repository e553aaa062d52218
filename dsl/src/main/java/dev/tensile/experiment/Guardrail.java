package dev.tensile.experiment;

/** A limit that ends the run the moment it is shown to be crossed. Safety, not science. */
public record Guardrail(Metric metric, Tolerance limit, SourceRef at) {
    public Guardrail {
        Limits.mustFit(metric, limit);
        if (limit.isRelative()) {
            throw new IllegalArgumentException("a guardrail is a fixed limit, was \"" + limit + "\"");
        }
        if (limit instanceof Tolerance.ShareBelow below
                && !(below.limit().fraction() > 0 && below.limit().fraction() < 1)) {
            throw new IllegalArgumentException(
                    "a guardrail on a share must lie above 0 % and below 100 %, was " + below.limit());
        }
    }

    @Override
    public String toString() {
        return metric.label() + " must stay " + limit;
    }
}
