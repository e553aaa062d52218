package dev.tensile.experiment;

/**
 * A limit that ends the run the moment it is shown to be crossed. Safety, not science.
 *
 * <p>A share above one half says how many failures are expected: the hard stop waits for more than that. 100 % expects all.
 */
public record Guardrail(Metric metric, Tolerance limit, SourceRef at) {
    public Guardrail {
        Limits.mustFit(metric, limit);
        if (limit.isRelative()) {
            throw new IllegalArgumentException("a guardrail is a fixed limit, was \"" + limit + "\"");
        }
        if (limit instanceof Tolerance.ShareBelow below
                && !(below.limit().fraction() > 0 && below.limit().fraction() <= 1)) {
            throw new IllegalArgumentException(
                    "a guardrail on a share must lie above 0 % and at most at 100 %, was " + below.limit());
        }
    }

    /** Whether anything can cross it. */
    public boolean canTrip() {
        return !(limit instanceof Tolerance.ShareBelow below && below.limit().fraction() >= 1);
    }

    @Override
    public String toString() {
        return canTrip() ? metric.label() + " must stay " + limit : metric.label() + " may reach 100 %";
    }
}
