package dev.tensile.engine.local;

import dev.tensile.experiment.Cohorts;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Delivered;
import java.util.HashSet;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** A dose on a link: whom it touches, and what it has done. Owned by the event loop. */
final class DoseInForce {
    private static final long CONNECTION_STREAM = 0x636f6e6e656374L;

    private final Order order;
    private final DelayDraw draw;
    private final Set<Long> touchedConnections = new HashSet<>();
    private final Histogram delays = new Histogram(3);
    private long connectionsSeen;
    private long requestsSeen;
    private long requestsTouched;
    private long resets;
    private long refusals;
    private long swallowedBytes;

    DoseInForce(Order order, int liveConnections) {
        this.order = order;
        draw = new DelayDraw(order);
        connectionsSeen = liveConnections;
    }

    Order order() {
        return order;
    }

    boolean is(Order.Kind kind) {
        return order.kind() == kind;
    }

    boolean decidesRequests() {
        return order.scope() == Scope.REQUESTS;
    }

    /** Whether a connection as a whole is inside; its position depends on the seed and its ordinal alone. */
    boolean insideConnection(long ordinal) {
        return !decidesRequests() && Cohorts.position(CONNECTION_STREAM, ordinal, order.seed()) < order.share();
    }

    /** Whether a request is inside: by its trace id, or by its place on the link if it carries none. */
    boolean insideRequest(HttpHeads.Head head, long connection, long request) {
        double position = head.traced()
                ? Cohorts.position(head.traceHigh(), head.traceLow(), order.seed())
                : Cohorts.position(connection, request, order.seed());
        return decidesRequests() && position < order.share();
    }

    long nextDelay() {
        return draw.nextNanos();
    }

    void sawConnection() {
        connectionsSeen++;
    }

    void sawRequest() {
        requestsSeen++;
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

    void delayed(long ordinal, long nanos) {
        touchedConnection(ordinal);
        delays.recordValue(Math.max(0, nanos));
    }

    Delivered.Traffic delivered() {
        Delivered.Delays added = delays.getTotalCount() == 0
                ? Delivered.Delays.NONE
                : new Delivered.Delays(
                        delays.getTotalCount(),
                        delays.getMinValue(),
                        delays.getValueAtPercentile(50),
                        delays.getValueAtPercentile(99),
                        delays.getMaxValue());
        return new Delivered.Traffic(
                connectionsSeen,
                touchedConnections.size(),
                requestsSeen,
                requestsTouched,
                resets,
                refusals,
                swallowedBytes,
                added);
    }

    @Override
    public String toString() {
        return "dose " + order.id() + " (" + order.kind().name().toLowerCase(java.util.Locale.ROOT) + " on "
                + order.share() * 100 + " % of " + order.scope().word() + ")";
    }
}
