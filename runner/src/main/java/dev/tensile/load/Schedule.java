package dev.tensile.load;

import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Rate;

/**
 * When the requests of one load are due, in nanoseconds since its first moment. Knows nothing of clocks or answers, which
 * is what makes the model open. Not thread-safe.
 */
final class Schedule {
    private final Arrivals arrivals;
    private final double gapNanos;
    private final SplitMix random;

    private long drawn;
    private double poissonNanos;

    Schedule(Arrivals arrivals, Rate rate, SplitMix random) {
        this.arrivals = arrivals;
        this.gapNanos = 1e9 / rate.perSecond();
        this.random = random;
    }

    /** Never before the one drawn last. The grid is multiplied, not summed, so it does not drift. */
    long next() {
        if (arrivals == Arrivals.CONSTANT) {
            return (long) (drawn++ * gapNanos);
        }
        poissonNanos -= Math.log(1 - random.nextDouble()) * gapNanos;
        return (long) poissonNanos;
    }
}
