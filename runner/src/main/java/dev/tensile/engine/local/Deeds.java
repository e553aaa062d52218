package dev.tensile.engine.local;

import dev.tensile.run.Delivered;
import java.util.HashSet;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** What a dose has done, counted. Owned by the event loop. */
final class Deeds {
    private final Set<Long> touchedConnections = new HashSet<>();
    /** Connections that gave a dose an occasion that it needs; empty for one that needs none. */
    private final Set<Long> metConnections = new HashSet<>();

    private final Histogram delays = new Histogram(3);
    private long connectionsSeen;
    private long requestsSeen;
    private long requestsTouched;
    private final Repeats repeats = new Repeats();
    private boolean again;
    private long touchedAgain;
    private long resets;
    private long refusals;
    private long swallowedBytes;
    private long piecesSeen;
    private long piecesHarmed;
    private long answered;
    private long changed;
    private long cutShort;

    Deeds(int liveConnections) {
        connectionsSeen = liveConnections;
    }

    void sawConnection() {
        connectionsSeen++;
    }

    void met(long ordinal) {
        metConnections.add(ordinal);
    }

    void sawRequest() {
        requestsSeen++;
    }

    /** Of those requests of a trace that follow its first one nothing is counted. */
    void sawRequestOfTrace(HttpHeads.Head head) {
        again = repeats.isAgain(head);
        requestsSeen += again ? 0 : 1;
    }

    /** The request seen last is one that the dose touches, now or by its answer. */
    void touchesLast() {
        touchedAgain += again ? 1 : 0;
    }

    void touchedConnection(long ordinal) {
        touchedConnections.add(ordinal);
    }

    void touchedRequest() {
        requestsTouched++;
    }

    void reset(long ordinal) {
        touchedConnection(ordinal);
        resets++;
    }

    void refused(long ordinal) {
        touchedConnection(ordinal);
        refusals++;
    }

    void swallowed(long ordinal, int bytes) {
        touchedConnection(ordinal);
        swallowedBytes += bytes;
    }

    void sawPiece(long ordinal, boolean harmed) {
        touchedConnection(ordinal);
        piecesSeen++;
        piecesHarmed += harmed ? 1 : 0;
    }

    void answered(long ordinal) {
        touchedConnection(ordinal);
        answered++;
    }

    void changed(long ordinal) {
        touchedConnection(ordinal);
        changed++;
    }

    void cutShort(long ordinal) {
        touchedConnection(ordinal);
        cutShort++;
    }

    void delayed(long ordinal, long nanos) {
        touchedConnection(ordinal);
        delays.recordValue(Math.max(0, nanos));
    }

    Delivered.Traffic delivered(long throttledBytes, long throttledNanos) {
        Delivered.Delays added = delays.getTotalCount() == 0
                ? Delivered.Delays.NONE
                : new Delivered.Delays(
                        delays.getTotalCount(),
                        delays.getMinValue(),
                        delays.getValueAtPercentile(50),
                        delays.getValueAtPercentile(99),
                        delays.getMaxValue());
        return new Delivered.Traffic(
                metConnections.isEmpty() ? connectionsSeen : metConnections.size(),
                touchedConnections.size(),
                requestsSeen,
                Math.max(0, requestsTouched - touchedAgain),
                resets,
                refusals,
                swallowedBytes,
                added,
                new Delivered.Harms(
                        piecesSeen, piecesHarmed, throttledBytes, throttledNanos, answered, changed, cutShort));
    }
}
