package dev.tensile.load;

import dev.tensile.experiment.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sends the loads of an experiment over HTTP/1.1 in an open model: requests start when they are due, whatever became of
 * those before, and their latency counts from then.
 *
 * <ul>
 *   <li>The start of a sample is the moment just before its bytes are written to a connected socket or, if no connection is
 *       idle, before a new one is opened: connecting counts to the latency. {@code start - intended} is how late the
 *       generator itself was. It never skips a request and never sends one early.
 *   <li>At its timeout, counted from the intended start, a request is recorded with exactly that latency and its connection
 *       is reset. A request that the generator gets to only after its timeout is recorded as timed out and not sent.
 *   <li>A load has at most 10,000 connections. A request that would need one more fails at once as unreachable; it does not
 *       wait, which would close the model.
 *   <li>A connection that has been idle for two seconds is not used again, and one that the server closes while idle is
 *       replaced without a trace. If it closes as a request is on its
 *       way, the request is recorded as reset or closed, as a user would see it; nothing is retried.
 *   <li>Redirects are answers like any other. The address of a service is resolved once, at the start; if that fails, every
 *       request is unreachable.
 *   <li>Arrivals, request mix and trace ids depend on the seed and the position of the load alone.
 *   <li>A load runs on one thread, which is good for some 20,000 requests a second. There are as many threads as loads, but
 *       no more than half the processors.
 * </ul>
 */
public final class LoadGenerator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunClock clock;
    private final Collector collector;
    private final List<LoadLoop> loops;
    private final Duration longestTimeout;

    /** Guarded by this. */
    private boolean closed;

    private LoadGenerator(RunClock clock, Collector collector, List<LoadLoop> loops, Duration longestTimeout) {
        this.clock = clock;
        this.collector = collector;
        this.loops = loops;
        this.longestTimeout = longestTimeout;
    }

    /**
     * Starts sending. The first time in a JVM, a second is spent on warming up against a socket of our own.
     *
     * @param loads all loads of a plan in order of declaration, as endpoints are numbered through them
     * @param sink is called by one thread of the generator about ten times a second
     */
    public static LoadGenerator start(List<Load> loads, long seed, RunClock clock, SampleSink sink) {
        Transport transport = Transport.best();
        WarmUp.once(transport);
        return start(loads, seed, clock, sink, transport, Flow.MAX_CONNECTIONS);
    }

    static LoadGenerator start(
            List<Load> loads, long seed, RunClock clock, SampleSink sink, Transport transport, int maxConnections) {
        Collector collector = new Collector(sink);
        int threads = Math.min(loads.size(), Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        List<LoadLoop> loops = Stream.generate(() -> new LoadLoop(clock, transport, collector))
                .limit(threads)
                .toList();
        SplitMix random = new SplitMix(seed);
        int endpoint = 0;
        for (int i = 0; i < loads.size(); i++) {
            LoadLoop loop = loops.get(i % threads);
            loop.add(new Flow(loop, loads.get(i), endpoint, maxConnections, random.split()));
            endpoint += loads.get(i).requests().size();
        }
        collector.start();
        long origin = clock.nanos();
        loops.forEach(loop -> loop.begin(origin));
        Duration longest =
                loads.stream().map(Load::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
        return new LoadGenerator(clock, collector, loops, longest);
    }

    /** From now on requests are assigned to cohorts by this rule; at first by {@link CohortRule#NONE}. */
    public void cohorts(CohortRule rule) {
        loops.forEach(loop -> loop.cohorts(rule));
    }

    /** How many requests so far. Exact once the generator has stopped. */
    public Counts counts() {
        Counts sum = new Counts(0, 0, collector.recorded(), 0);
        for (LoadLoop loop : loops) {
            sum = sum.plus(loop.counts());
        }
        return sum;
    }

    /**
     * Starts nothing that is due later than now, waits for the answers of what was sent, at most for the longest timeout,
     * hands the last samples over and closes. If the wait is interrupted, the load is not closed: do that.
     *
     * @throws IllegalStateException if the sink or a cohort rule has thrown; then samples are missing
     */
    public Counts stop() throws InterruptedException {
        long now = clock.nanos();
        loops.forEach(loop -> loop.stop(now));
        long patience = longestTimeout.plus(PATIENCE).toNanos();
        for (LoadLoop loop : loops) {
            if (!loop.awaitDrained(patience)) {
                close();
                throw new IllegalStateException("requests are still in flight after their timeout");
            }
        }
        close();
        refuseToHideFailures();
        return counts();
    }

    private void refuseToHideFailures() {
        List<RuntimeException> failures = new ArrayList<>();
        Stream.concat(loops.stream().map(LoadLoop::failure), Stream.of(collector.failure()))
                .forEach(failure -> failure.ifPresent(failures::add));
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the load broke, samples are missing", failures.get(0));
        }
    }

    /**
     * Drops everything in flight, hands the last samples over, and ends all threads and connections. Idempotent; does not
     * give up when interrupted. A thread in {@link #stop} returns.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        loops.forEach(LoadLoop::abandon);
        loops.forEach(loop -> Patience.wait(loop::awaitDrained, PATIENCE));
        loops.forEach(LoadLoop::shutDown);
        loops.forEach(loop -> Patience.wait(loop::awaitTermination, PATIENCE));
        collector.close();
        Patience.wait(collector::awaitEnd, PATIENCE);
    }
}
