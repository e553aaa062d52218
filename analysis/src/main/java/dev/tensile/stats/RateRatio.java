package dev.tensile.stats;

/**
 * How many times more often something happens for each request in one window than in another, with limits: upstream calls for
 * each request under a fault against the baseline.
 *
 * <p>With U events among R requests it is (U_s/R_s) / (U_b/R_b), and its logarithm has the variance d_s/U_s + d_b/U_b, d being
 * the long-run variance of u_t - (U/R) r_t over that of independent events, never below 1. The limits are at t_nu with the
 * smaller nu of the two. A window without events counts as one with a single event for its upper limit; its lower limit is 0.
 *
 * @param ratio 0 if there was no event in the target
 * @param logError standard error of the logarithm
 * @param nu degrees of freedom
 * @param events in the target
 * @param requests in the target
 * @param reference events for each request of the reference
 */
public record RateRatio(double ratio, double logError, int nu, long events, long requests, double reference) {
    /**
     * A target against a reference.
     *
     * @param events in each second of the target, which may outnumber the requests
     * @param requests in each second of it
     * @param referenceEvents in each second of the reference, at least one in all
     * @param referenceRequests in each second of it, at least one in all
     */
    public static RateRatio of(long[] events, long[] requests, long[] referenceEvents, long[] referenceRequests) {
        double reference = rate(referenceEvents, referenceRequests);
        long u = Series.sum(events);
        long r = Series.sum(requests);
        if (!(reference > 0) || r == 0) {
            throw new IllegalArgumentException("a ratio of rates needs events in the reference and requests in both");
        }
        double rate = (double) u / r;
        double variance = dispersion(events, requests, rate) / Math.max(1, u)
                + dispersion(referenceEvents, referenceRequests, reference) / Series.sum(referenceEvents);
        int nu = Math.min(LongRunVariance.defaultNu(events.length), LongRunVariance.defaultNu(referenceEvents.length));
        return new RateRatio(rate / reference, Math.sqrt(variance), nu, u, r, reference);
    }

    /** Long-run variance over that of independent events, at least 1. */
    public static double dispersion(long[] events, long[] requests) {
        return dispersion(events, requests, rate(events, requests));
    }

    private static double dispersion(long[] events, long[] requests, double rate) {
        double independent = (double) Series.sum(events) / events.length;
        double variance =
                LongRunVariance.ewc(Series.deviations(events, requests, rate)).value();
        return independent > 0 ? Math.max(1, variance / independent) : 1;
    }

    private static double rate(long[] events, long[] requests) {
        return (double) Series.sum(events) / Series.sum(requests);
    }

    /** Lower limit with one-sided error {@code tail} in (0, 0.5). */
    public double lower(double tail) {
        return events == 0 ? 0 : ratio * Math.exp(-spread(tail));
    }

    /** Upper limit with one-sided error {@code tail} in (0, 0.5). */
    public double upper(double tail) {
        double at = events == 0 ? 1.0 / requests / reference : ratio;
        return at * Math.exp(spread(tail));
    }

    private double spread(double tail) {
        return Distributions.tCritical(nu, Require.tail(tail)) * logError;
    }
}
