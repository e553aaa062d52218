package dev.tensile.engine.local;

import dev.tensile.engine.local.postgres.StatementFilter;
import dev.tensile.experiment.Cohorts;
import dev.tensile.experiment.DatabaseHarm;
import dev.tensile.experiment.HttpRoute;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.JitterShape;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.LinkFault.Direction;
import dev.tensile.experiment.Scope;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.StreamHarm;
import dev.tensile.run.Delivered;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dose on a link: whom it touches, what all that it touches share, and what it has done. Owned by the event loop. */
final class DoseInForce {
    private static final long CONNECTION_STREAM = 0x636f6e6e656374L;

    private final Order order;
    private final boolean decidesRequests;
    private final boolean decidesConnections;
    private final boolean meetsBytes;
    private final StatementFilter statements;
    private final @Nullable HttpRoute route;
    private final Direction direction;
    private final DelayDraw draw;
    private final Chance chance;
    private final Map<Direction, Throttle> throttles = new EnumMap<>(Direction.class);
    private final Deeds deeds;
    /** When a flapping link will be up again; it is up if that has passed. */
    private long upAt;

    private boolean down;

    DoseInForce(Order order, Transport transport, int liveConnections) {
        this.order = order;
        decidesRequests = order.scope() == Scope.REQUESTS;
        decidesConnections = order.scope() == Scope.CONNECTIONS;
        meetsBytes = decidesConnections && isOnBytes(order.fault());
        statements = new StatementFilter(statement(order));
        route = order.route().orElse(null);
        direction = order.direction();
        draw = draw(order);
        chance = chance(order);
        deeds = new Deeds(liveConnections);
        if (order.fault() instanceof LinkFault.Bandwidth && order.intensity() instanceof Intensity.Throughput asked) {
            throttles.put(Direction.TO, new Throttle(transport, asked.bitsPerSecond()));
            throttles.put(Direction.FROM, new Throttle(transport, asked.bitsPerSecond()));
        }
    }

    /** Whether a fault acts on bytes as they come, whatever they are. */
    private static boolean isOnBytes(LinkFault fault) {
        if (fault instanceof LinkFault.Stream stream) {
            return stream.harm() instanceof StreamHarm.Slices
                    || stream.harm() instanceof StreamHarm.Corruption
                    || stream.harm() instanceof StreamHarm.HalfOpen;
        }
        return fault instanceof LinkFault.Latency
                || fault instanceof LinkFault.Packets
                || fault instanceof LinkFault.Bandwidth
                || fault instanceof LinkFault.Reset
                || fault instanceof LinkFault.Blackhole;
    }

    private static DelayDraw draw(Order order) {
        Intensity.Delay none = new Intensity.Delay(java.time.Duration.ofNanos(1), java.time.Duration.ZERO);
        Intensity.Delay asked = order.intensity() instanceof Intensity.Delay delay ? delay : none;
        return order.fault() instanceof LinkFault.Latency latency
                ? new DelayDraw(asked, latency.shape(), latency.correlation().fraction(), order.seed())
                : new DelayDraw(asked, JitterShape.UNIFORM, 0, order.seed());
    }

    private static String statement(Order order) {
        DatabaseHarm harm = order.fault() instanceof LinkFault.Database database ? database.harm() : null;
        if (harm instanceof DatabaseHarm.SlowStatement slow) {
            return slow.statement();
        }
        return harm instanceof DatabaseHarm.FailStatement fail ? fail.statement() : "";
    }

    private static Chance chance(Order order) {
        Share portion = order.intensity() instanceof Intensity.Portion asked ? asked.share() : Share.NOTHING;
        Share correlation = order.fault() instanceof LinkFault.Packets packets ? packets.correlation() : Share.NOTHING;
        return new Chance(portion.fraction(), correlation.fraction(), order.seed());
    }

    Order order() {
        return order;
    }

    LinkFault fault() {
        return order.fault();
    }

    boolean is(Class<? extends LinkFault> fault) {
        return fault.isInstance(order.fault());
    }

    /** Whether it touches single requests, not connections as a whole. */
    boolean decidesRequests() {
        return decidesRequests;
    }

    /** Whether it has to look at requests. */
    boolean looksAtRequests() {
        return decidesRequests || route != null;
    }

    /** Whether it touches a connection only when that has come to a certain point. */
    boolean needsOccasion() {
        return order.fault() instanceof LinkFault.Stream && !meetsBytes;
    }

    /** Whether it touches connections as wholes, by their bytes: those that are idle have nothing to lose, and do not count. */
    boolean meetsBytes() {
        return meetsBytes;
    }

    boolean actsOn(Direction way) {
        return direction == Direction.BOTH || direction == way;
    }

    /** Whether a connection is inside as a whole; its position depends on the seed and its ordinal alone. */
    boolean insideConnection(long ordinal) {
        return decidesConnections && Cohorts.position(CONNECTION_STREAM, ordinal, order.seed()) < order.share();
    }

    /** Whether a statement or a transaction of a connection is inside, by its number, or with its connection. */
    boolean insideUnit(long ordinal, long number) {
        return decidesConnections
                ? insideConnection(ordinal)
                : Cohorts.position(ordinal, number, order.seed()) < order.share();
    }

    /** Whether it is about a statement with this text. */
    boolean means(String statement) {
        return statements.means(statement);
    }

    /** Whether a request is of the sort that it is about. */
    boolean isAbout(HttpHeads.Head head) {
        return route == null || route.equals(HttpRoute.ANY) || route.matches(head.method(), head.target());
    }

    /**
     * Whether a single request is inside: by its trace id, or by its place on the link if it carries none. If the dose is about
     * HTTP, requests may also be inside with their connections.
     */
    boolean insideRequest(HttpHeads.Head head, long connection, long request) {
        if (!looksAtRequests() || !isAbout(head)) {
            return false;
        }
        if (!decidesRequests) {
            return insideConnection(connection);
        }
        double position = head.traced()
                ? Cohorts.position(head.traceHigh(), head.traceLow(), order.seed())
                : Cohorts.position(connection, request, order.seed());
        return position < order.share();
    }

    long nextDelay() {
        return draw.nextNanos();
    }

    /** What it adds to a round trip on average. */
    long roundTrip() {
        boolean adds = is(LinkFault.Latency.class) && order.intensity() instanceof Intensity.Delay;
        long once = adds ? ((Intensity.Delay) order.intensity()).delay().toNanos() : 0;
        return direction == Direction.BOTH ? 2 * once : once;
    }

    Chance chance() {
        return chance;
    }

    /** Whether the next piece on a connection is struck. */
    boolean strikesPiece(long ordinal) {
        boolean strikes = chance.strikes();
        deeds.sawPiece(ordinal, strikes);
        return strikes;
    }

    /** The line that it leaves for one way. */
    Throttle throttle(Direction way) {
        Throttle throttle = throttles.get(way);
        if (throttle == null) {
            throw new IllegalStateException(this + " limits no bandwidth");
        }
        return throttle;
    }

    /** Lets go of what waits in its lines. */
    void lift() {
        down = false;
        throttles.values().forEach(Throttle::open);
    }

    void goDown(long until) {
        down = true;
        upAt = until;
    }

    void goUp() {
        down = false;
    }

    /** Whether it has taken the whole link down for now. */
    boolean isDown() {
        return down;
    }

    /** How long the link stays down, in nanoseconds; 0 if it is up. */
    long downFor(long now) {
        return down ? Math.max(0, upAt - now) : 0;
    }

    Deeds deeds() {
        return deeds;
    }

    void met(long ordinal) {
        deeds.met(ordinal);
    }

    void touchedConnection(long ordinal) {
        deeds.touchedConnection(ordinal);
    }

    void reset(long ordinal) {
        deeds.reset(ordinal);
    }

    void swallowed(long ordinal, int bytes) {
        if (meetsBytes) {
            deeds.met(ordinal);
        }
        deeds.swallowed(ordinal, bytes);
    }

    void cutShort(long ordinal) {
        deeds.cutShort(ordinal);
    }

    void delayed(long ordinal, long nanos) {
        deeds.delayed(ordinal, nanos);
    }

    Delivered.Traffic delivered() {
        long bytes =
                throttles.values().stream().mapToLong(Throttle::passedBytes).sum();
        long nanos = throttles.values().stream().mapToLong(Throttle::busyNanos).sum();
        return deeds.delivered(bytes, nanos);
    }

    @Override
    public String toString() {
        return "dose " + order.id() + " (" + order.fault().kind() + " on " + order.radius() + ")";
    }
}
