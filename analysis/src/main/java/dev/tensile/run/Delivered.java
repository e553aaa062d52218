package dev.tensile.run;

/**
 * Proof of fault: what a dose really did between injection and revert, counted where it was done.
 *
 * @param connectionsSeen connections open on the link while the fault was in force
 * @param requestsSeen HTTP requests seen while the fault was in force; 0 when the traffic is not HTTP/1.1
 * @param swallowedBytes bytes that a blackhole dropped
 */
public record Delivered(
        long connectionsSeen,
        long connectionsTouched,
        long requestsSeen,
        long requestsTouched,
        long resets,
        long refusals,
        long swallowedBytes,
        Delays delays) {
    public static final Delivered NOTHING = new Delivered(0, 0, 0, 0, 0, 0, 0, Delays.NONE);

    /** Whether anything passed the link at all. */
    public boolean sawTraffic() {
        return connectionsSeen > 0 || refusals > 0;
    }

    /** Whether the fault touched anything. */
    public boolean touchedAnything() {
        return connectionsTouched > 0 || requestsTouched > 0 || refusals > 0;
    }

    /** Time really added, measured from the arrival of bytes at the link to their departure. */
    public record Delays(long count, long minNanos, long p50Nanos, long p99Nanos, long maxNanos) {
        public static final Delays NONE = new Delays(0, 0, 0, 0, 0);
    }
}
