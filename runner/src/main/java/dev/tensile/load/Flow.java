package dev.tensile.load;

import dev.tensile.experiment.Load;
import dev.tensile.run.Cause;
import dev.tensile.run.Cohort;
import dev.tensile.run.Outcome;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One load on its loop: what it sends when, and its connections. Idle connections are taken last in, first out, so that
 * no more stay open than are of use. All of it on the loop's thread.
 */
final class Flow {
    static final int MAX_CONNECTIONS = 10_000;

    /** How long a server that announced it may take to close a connection; if we closed first, our port would be kept. */
    private static final long PARTING_NANOS = 1_000_000_000;

    /**
     * A server may close a connection that idles; a request that is just on its way then fails, and not by any fault. Servers in
     * use wait for 5 s (Node.js) or longer.
     */
    private static final long IDLE_NANOS = 2_000_000_000;

    final ConnectionList inFlight = new ConnectionList();
    final ConnectionList idle = new ConnectionList();
    final ConnectionList parting = new ConnectionList();

    private final LoadLoop loop;
    private final int firstEndpoint;
    private final EncodedRequest[] requests;
    private final Answers answers;
    private final SocketAddress address;
    private final long timeoutNanos;
    private final int maxConnections;

    private final Schedule schedule;
    private final RequestMix mix;
    private final SplitMix traceIds;
    private final SplitMix spanIds;

    private long origin;
    private long nextAt = Long.MAX_VALUE;
    private int open;

    Flow(LoadLoop loop, Load load, int firstEndpoint, int maxConnections, SplitMix random) {
        if (load.requests().isEmpty()) {
            throw new IllegalArgumentException("load \"" + load.name() + "\" has no requests");
        }
        this.loop = loop;
        this.firstEndpoint = firstEndpoint;
        this.maxConnections = maxConnections;
        requests = load.requests().stream()
                .map(request -> new EncodedRequest(request, load.on().address()))
                .toArray(EncodedRequest[]::new);
        answers = new Answers(load.answers());
        address = new InetSocketAddress(
                load.on().address().host(), load.on().address().port());
        timeoutNanos = load.timeout().toNanos();
        schedule = new Schedule(load.arrivals(), load.rate(), random.split());
        mix = new RequestMix(load.requests(), random.split());
        traceIds = random.split();
        spanIds = random.split();
    }

    void begin(long now) {
        origin = now;
        nextAt = origin + schedule.next();
    }

    /** When there is something to do next, in time of the run. */
    long dueAt(long stopAt) {
        long due = nextAt <= stopAt ? nextAt : Long.MAX_VALUE;
        Connection oldest = inFlight.first();
        if (oldest != null) {
            due = Math.min(due, oldest.intended() + timeoutNanos);
        }
        Connection leaving = parting.first();
        return leaving == null ? due : Math.min(due, leaving.goneBy());
    }

    boolean isDone(long stopAt) {
        return nextAt > stopAt && inFlight.first() == null;
    }

    void turn(long now, long stopAt, int burst) {
        Connection unused;
        while ((unused = idle.first()) != null && unused.goneBy() <= now) {
            unused.close();
        }
        long until = Math.min(now, stopAt);
        for (int i = 0; i < burst && nextAt <= until; i++) {
            send(nextAt);
            nextAt = origin + schedule.next();
        }
        Connection oldest;
        while ((oldest = inFlight.first()) != null && oldest.intended() + timeoutNanos <= now) {
            oldest.expire();
        }
        Connection leaving;
        while ((leaving = parting.first()) != null && leaving.goneBy() <= now) {
            leaving.abort();
        }
    }

    private void send(long intended) {
        int request = mix.next();
        long traceIdHigh = nonZero(traceIds);
        long traceIdLow = traceIds.next();
        Cohort cohort = loop.cohortOf(traceIdHigh, traceIdLow);
        loop.countIntended();
        Connection connection = loop.nanos() < intended + timeoutNanos ? free() : null;
        long start = loop.nanos();
        if (connection == null) {
            record(intended, start, Outcome.ERROR, cohort, Cause.UNREACHABLE, request, 0);
            return;
        }
        loop.countSent();
        connection.prepare(request, traceIdHigh, traceIdLow, nonZero(spanIds), cohort);
        inFlight.add(connection);
        connection.send(intended, start);
    }

    /** An idle connection, else a new one, else none. */
    private @Nullable Connection free() {
        Connection last = idle.last();
        if (last != null) {
            idle.remove(last);
            return last;
        }
        if (open == maxConnections) {
            return null;
        }
        open++;
        return new Connection(this);
    }

    private static long nonZero(SplitMix random) {
        long next = random.next();
        return next == 0 ? random.next() : next;
    }

    /**
     * Ends a request now.
     *
     * @return false if the timeout came first, which is then what is recorded
     */
    boolean record(long intended, long start, Outcome outcome, Cohort cohort, Cause cause, int request, int status) {
        long end = loop.nanos();
        int endpoint = firstEndpoint + request;
        if (end - intended < timeoutNanos) {
            loop.recorder().record(intended, start, end, outcome, cohort, cause, endpoint, status);
            return true;
        }
        long timedOut = intended + timeoutNanos;
        loop.recorder().record(intended, start, timedOut, Outcome.TIMEOUT, cohort, Cause.TIMED_OUT, endpoint, status);
        return false;
    }

    void sendWhatIsDue() {
        loop.turnAfterAnswer();
    }

    void closed() {
        open--;
    }

    long idlingEndsAt() {
        return loop.nanos() + IDLE_NANOS;
    }

    long partingEndsAt() {
        return loop.nanos() + PARTING_NANOS;
    }

    /** Closes everything, answered or not. */
    void end() {
        while (inFlight.first() != null) {
            loop.countAbandoned();
            inFlight.first().abort();
        }
        closeAll(idle);
        closeAll(parting);
    }

    private static void closeAll(ConnectionList connections) {
        Connection next;
        while ((next = connections.first()) != null) {
            next.close();
        }
    }

    EncodedRequest request(int index) {
        return requests[index];
    }

    Answers answers() {
        return answers;
    }

    SocketAddress address() {
        return address;
    }

    Transport transport() {
        return loop.transport();
    }

    EventLoop eventLoop() {
        return loop.eventLoop();
    }
}
