package dev.tensile.run;

import dev.tensile.experiment.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Proof of fault: what a dose really did between injection and revert, as far as its engine can see. */
public sealed interface Delivered permits Delivered.Traffic, Delivered.Coverage, Delivered.Measured {
    /** Whether the fault touched anything. */
    boolean touchedAnything();

    /**
     * Counted on the link, where the fault acts.
     *
     * @param connectionsSeen connections open on the link while the fault was in force; if it needs an occasion, such as a
     *     request of some sort, a number of bytes or an end, those that gave it one, if any did
     * @param requestsSeen HTTP requests seen while the fault was in force, of the sort that it is about; 0 when the traffic is
     *     not HTTP/1.1. Of a share of requests those of one trace, such as retries, count once, here and as touched
     * @param swallowedBytes bytes that a blackhole, a dead way or a truncation dropped
     */
    record Traffic(
            long connectionsSeen,
            long connectionsTouched,
            long requestsSeen,
            long requestsTouched,
            long resets,
            long refusals,
            long swallowedBytes,
            Delays delays,
            Harms harms)
            implements Delivered {
        public static final Traffic NOTHING = new Traffic(0, 0, 0, 0, 0, 0, 0, Delays.NONE);

        /** With nothing but connections, requests and delays. */
        public Traffic(
                long connectionsSeen,
                long connectionsTouched,
                long requestsSeen,
                long requestsTouched,
                long resets,
                long refusals,
                long swallowedBytes,
                Delays delays) {
            this(
                    connectionsSeen,
                    connectionsTouched,
                    requestsSeen,
                    requestsTouched,
                    resets,
                    refusals,
                    swallowedBytes,
                    delays,
                    Harms.NONE);
        }

        /** Whether anything passed the link at all. */
        public boolean sawTraffic() {
            return connectionsSeen > 0 || refusals > 0;
        }

        @Override
        public boolean touchedAnything() {
            boolean struckNothing = harms.piecesSeen() > 0 && harms.piecesHarmed() == 0;
            return !struckNothing && (connectionsTouched > 0 || requestsTouched > 0 || refusals > 0);
        }
    }

    /**
     * What happened to what passed.
     *
     * @param piecesSeen of at most 1460 bytes, on touched connections, by a fault that strikes a portion of them
     * @param piecesHarmed of them, lost or corrupted
     * @param throttledBytes that passed a bandwidth limit
     * @param throttledNanos for how long there was something to pass it; over both ways if it limits both
     * @param answered requests answered in the dependency's stead
     * @param changed answers with another head or body
     * @param cutShort streams and answers that ended before their end
     */
    record Harms(
            long piecesSeen,
            long piecesHarmed,
            long throttledBytes,
            long throttledNanos,
            long answered,
            long changed,
            long cutShort) {
        public static final Harms NONE = new Harms(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Measured on this machine, look by look, while the dose was in force.
     *
     * @param what was measured, such as {@code memory held}
     * @param unit of the numbers: {@code bytes}, {@code bytes/s}, {@code cores}, {@code share}, {@code ms} or {@code instances}
     * @param got the mean
     * @param least at any look
     * @param remarks anything else worth knowing, in sentences
     */
    record Measured(String what, String unit, double asked, double got, double least, double most, List<String> remarks)
            implements Delivered {
        /** How far what was got may be from what was asked. */
        public static final double TOLERANCE = 0.05;

        public Measured {
            remarks = List.copyOf(remarks);
        }

        @Override
        public boolean touchedAnything() {
            return got > 0;
        }

        /** Whether it was what was asked, to within {@link #TOLERANCE}. */
        public boolean isAsAsked() {
            return touchedAnything() && Math.abs(got - asked) <= TOLERANCE * asked;
        }

        /** A number of this unit for people. */
        public String text(double value) {
            return switch (unit) {
                case "bytes" -> Quantities.bytes(Math.round(value));
                case "bytes/s" -> Quantities.bytes(Math.round(value)) + "/s";
                case "share" -> Quantities.number(Math.round(value * 1000) / 10.0) + " %";
                default -> Quantities.number(Math.round(value * 1000) / 1000.0) + " " + unit;
            };
        }
    }

    /** Time really added, measured from the arrival of bytes at the link to their departure. */
    record Delays(long count, long minNanos, long p50Nanos, long p99Nanos, long maxNanos) {
        public static final Delays NONE = new Delays(0, 0, 0, 0, 0);
    }

    /**
     * Reported by the controllers of a cluster, instance by instance. What passes between the instances is not seen.
     *
     * @param resource what the engine made, and under which it can be found there
     * @param matched instances that the target had when it was injected
     * @param covered of them, shown to be under the fault
     * @param matchedAtEnd instances that the target had when it was reverted; later ones are not under the fault
     * @param coveredAtEnd of {@code covered}, still the same and still under the fault then
     * @param changes what the controllers wrote down, in order, by the cluster's clock
     * @param rounding of their times: they are rounded down by less than this
     * @param clock how far the clock of {@code changes} is ahead of this machine's
     * @param remarks anything else worth knowing, in sentences
     * @param ownScore what the injecting system itself makes of it, such as {@code 87.5 of 100}; empty if it makes nothing of it
     */
    record Coverage(
            String resource,
            int matched,
            int covered,
            int matchedAtEnd,
            int coveredAtEnd,
            List<Change> changes,
            Duration rounding,
            ClockGap clock,
            List<String> remarks,
            String ownScore)
            implements Delivered {
        public Coverage {
            changes = List.copyOf(changes);
            remarks = List.copyOf(remarks);
        }

        @Override
        public boolean touchedAnything() {
            return covered > 0;
        }

        /**
         * From when on every covered instance was surely under the fault, by the cluster's clock: the latest first success, and what
         * its rounding down may hide; empty if that is not known. Later than {@link #inForceUntil} if it was that short.
         */
        public Optional<Instant> inForceFrom() {
            Map<String, Instant> first = changes.stream()
                    .filter(change -> change.act() == Act.APPLIED)
                    .collect(Collectors.toMap(Change::instance, Change::at, (a, b) -> a.isBefore(b) ? a : b));
            return first.values().stream().max(Instant::compareTo).map(at -> at.plus(rounding));
        }

        /**
         * Until when every covered instance was surely under the fault, by the cluster's clock: the earliest recovery, rounded
         * down; empty if that is not known.
         */
        public Optional<Instant> inForceUntil() {
            return changes.stream()
                    .filter(change -> change.act() == Act.RECOVERED)
                    .map(Change::at)
                    .min(Instant::compareTo);
        }
    }

    /**
     * How far one clock is ahead of another.
     *
     * @param ahead the best guess; negative if it is behind
     * @param within how far the truth may be from the guess, to either side
     */
    record ClockGap(Duration ahead, Duration within) {
        /** Nobody could compare them. */
        public static final ClockGap UNKNOWN = new ClockGap(Duration.ZERO, Duration.ofDays(36_500));

        public boolean isKnown() {
            return within.compareTo(UNKNOWN.within) < 0;
        }
    }

    /** What happened to one instance. */
    record Change(String instance, Act act, Instant at, String message) {}

    /** What a controller can do to an instance. */
    enum Act {
        APPLIED,
        APPLY_FAILED,
        RECOVERED,
        RECOVER_FAILED
    }
}
