package dev.tensile.experiment;

/** How often something happens, per second; above 0 and at most a million. */
public record Rate(double perSecond) {
    public Rate {
        if (!(perSecond > 0 && perSecond <= 1e6)) {
            throw new IllegalArgumentException(
                    "a rate must be above 0 and at most 1,000,000 per second, was " + Quantities.number(perSecond));
        }
    }

    @Override
    public String toString() {
        return Quantities.number(perSecond) + "/s";
    }
}
