package dev.tensile.specimen;

/**
 * How requests fare over a stretch of a made-up run. Latencies are log-normal with sigma 0.35: p95 is 1.78 medians, p99 2.26.
 *
 * @param rate requests a second
 * @param median of the latency, in milliseconds
 * @param failing share of requests that fail
 * @param degraded share of the others that get a degraded answer
 * @param lag how late every request leaves, in milliseconds
 * @param inside share of requests inside the blast radius
 * @param jump factor on every latency in the second half of the stretch
 * @param cutAfter seconds after which it ends, 0 if it lasts as long as planned
 */
public record Conduct(
        double rate,
        double median,
        double failing,
        double degraded,
        double lag,
        double inside,
        double jump,
        int cutAfter) {
    /** 200 requests a second with a median of 20 ms, half of them inside the radius, and nothing wrong. */
    public static final Conduct CALM = new Conduct(200, 20, 0, 0, 0.1, 0.5, 1, 0);

    public Conduct withRate(double perSecond) {
        return new Conduct(perSecond, median, failing, degraded, lag, inside, jump, cutAfter);
    }

    public Conduct withMedian(double millis) {
        return new Conduct(rate, millis, failing, degraded, lag, inside, jump, cutAfter);
    }

    public Conduct withFailing(double share) {
        return new Conduct(rate, median, share, degraded, lag, inside, jump, cutAfter);
    }

    public Conduct withDegraded(double share) {
        return new Conduct(rate, median, failing, share, lag, inside, jump, cutAfter);
    }

    public Conduct withLag(double millis) {
        return new Conduct(rate, median, failing, degraded, millis, inside, jump, cutAfter);
    }

    public Conduct withInside(double share) {
        return new Conduct(rate, median, failing, degraded, lag, share, jump, cutAfter);
    }

    public Conduct withJump(double factor) {
        return new Conduct(rate, median, failing, degraded, lag, inside, factor, cutAfter);
    }

    public Conduct cutAfter(int seconds) {
        return new Conduct(rate, median, failing, degraded, lag, inside, jump, seconds);
    }
}
