package dev.tensile.stats;

/**
 * Stops at once on plain collapse; a rule of safety with no error rate attached.
 *
 * <p>Collapse is at least 20 trials and at least 50 % events, both summed over the last 3 consecutive seconds; whoever expects
 * more failures than that may say so, and then it is more than what was said. Blindness is 5 consecutive seconds without telemetry. The first reason given is kept. Not thread-safe: one thread owns an instance.
 */
public final class HardStop {
    /** Why to stop. */
    public enum Reason {
        NONE,
        COLLAPSE,
        BLIND
    }

    private static final int WINDOW_SECONDS = 3;
    private static final int BLIND_SECONDS = 5;
    private static final int MINIMUM_TRIALS = 20;

    /** The last seconds seen, as rings; a second without telemetry empties them. */
    private final long[] trials = new long[WINDOW_SECONDS];

    private final long[] events = new long[WINDOW_SECONDS];
    private int seen;
    private int missing;
    private Reason reason = Reason.NONE;
    private final double expected;

    public HardStop() {
        this(0);
    }

    /**
     * For trials of which many are expected to be events.
     *
     * @param expected the share of events that is no collapse, 0 to 1; up to one half it changes nothing, and from 1 on there is none
     */
    public HardStop(double expected) {
        this.expected = expected;
    }

    /**
     * One more second.
     *
     * @param trialsNow requests of this second, may be 0
     * @param eventsNow those of them that failed
     */
    public Reason update(long trialsNow, long eventsNow) {
        Require.counts(trialsNow, eventsNow);
        missing = 0;
        trials[seen % WINDOW_SECONDS] = trialsNow;
        events[seen % WINDOW_SECONDS] = eventsNow;
        seen++;
        long n = Series.sum(trials);
        if (seen >= WINDOW_SECONDS && n >= MINIMUM_TRIALS && isCollapse(Series.sum(events), n)) {
            stop(Reason.COLLAPSE);
        }
        return reason;
    }

    private boolean isCollapse(long failed, long all) {
        return 2 * failed >= all && failed > expected * all;
    }

    /** One more second of which nothing is known. Seconds before it no longer count as consecutive. */
    public Reason updateWithoutTelemetry() {
        seen = 0;
        missing++;
        if (missing >= BLIND_SECONDS) {
            stop(Reason.BLIND);
        }
        return reason;
    }

    private void stop(Reason why) {
        if (reason == Reason.NONE) {
            reason = why;
        }
    }
}
