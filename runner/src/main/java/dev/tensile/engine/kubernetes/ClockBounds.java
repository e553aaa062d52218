package dev.tensile.engine.kubernetes;

import dev.tensile.run.Delivered.ClockGap;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of how far a cluster's clock is ahead of ours. Each thing that the cluster dated, to a second, and that surely
 * happened between two moments of ours, bounds it from both sides; together they bound it more closely.
 *
 * @param least it is ahead by at least this
 * @param most it is ahead by at most this
 */
public record ClockBounds(Duration least, Duration most) {
    private static final Duration FAR = ClockGap.UNKNOWN.within();

    public static final ClockBounds UNKNOWN = new ClockBounds(FAR.negated(), FAR);

    /**
     * @param dated by the cluster, rounded down to a second
     * @param notBefore by our clock
     * @param notAfter by our clock
     */
    public ClockBounds and(Instant dated, Instant notBefore, Instant notAfter) {
        ClockBounds other =
                new ClockBounds(Duration.between(notAfter, dated), Duration.between(notBefore, dated.plusSeconds(1)));
        ClockBounds both = new ClockBounds(larger(least, other.least), smaller(most, other.most));
        // Several clocks may have dated them: then nothing is known better than the widest guess.
        return both.least.compareTo(both.most) <= 0
                ? both
                : new ClockBounds(smaller(least, other.least), larger(most, other.most));
    }

    private static Duration larger(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration smaller(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    public ClockGap gap() {
        return equals(UNKNOWN)
                ? ClockGap.UNKNOWN
                : new ClockGap(least.plus(most).dividedBy(2), most.minus(least).dividedBy(2));
    }
}
