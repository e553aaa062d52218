package dev.tensile.load;

import dev.tensile.run.Cohort;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An event loop with the loads that run on it. Its thread owns them; the other threads see only what is volatile. */
final class LoadLoop implements PacedIoHandler.Paced {
    /**
     * So many due requests of a load are sent before the network is looked at again. When the loop has fallen behind, its
     * answers free connections that it would otherwise have to open.
     */
    private static final int BURST = 8;

    private final RunClock clock;
    private final Transport transport;
    private final Recorder recorder;
    private final List<Flow> flows = new ArrayList<>();
    private final EventLoop eventLoop;
    private final CountDownLatch drained = new CountDownLatch(1);

    private volatile @Nullable Thread thread;

    // Written by the loop only.
    private final AtomicLong intended = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private volatile @Nullable RuntimeException failure;
    private boolean turning;
    private boolean ended;

    // Written by the owner of the generator.
    private volatile long stopAt = Long.MAX_VALUE;
    private volatile boolean abandoning;
    private volatile CohortRule cohorts = CohortRule.NONE;

    LoadLoop(RunClock clock, Transport transport, Collector collector) {
        this.clock = clock;
        this.transport = transport;
        recorder = new Recorder(collector);
        eventLoop = new SingleThreadIoEventLoop(
                null,
                this::newThread,
                executor -> new PacedIoHandler(transport.io().newHandler(executor), transport.timers(), this));
    }

    /** Before {@link #begin}. */
    void add(Flow flow) {
        flows.add(flow);
    }

    void begin(long origin) {
        eventLoop.execute(() -> flows.forEach(flow -> flow.begin(origin)));
    }

    /** Sends what is due until then, and waits for the answers. */
    void stop(long at) {
        stopAt = at;
        wakeUp();
    }

    /** Closes whatever is open. */
    void abandon() {
        abandoning = true;
        wakeUp();
    }

    private void wakeUp() {
        if (drained.getCount() > 0) {
            eventLoop.execute(this::turn);
        }
    }

    boolean awaitDrained(long nanos) throws InterruptedException {
        return drained.await(nanos, TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // awaited by awaitTermination
    void shutDown() {
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Waits for the thread itself: the loop calls itself terminated a little earlier. */
    boolean awaitTermination(long nanos) throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            TimeUnit.NANOSECONDS.timedJoin(running, nanos);
        }
        return running == null || !running.isAlive();
    }

    private Thread newThread(Runnable work) {
        Thread created = new FastThreadLocalThread(work, "tensile-load");
        created.setDaemon(true);
        thread = created;
        return created;
    }

    @Override
    public long nanosUntilDue() {
        if (ended) {
            return Long.MAX_VALUE;
        }
        long due = recorder.exchangeAt();
        for (int i = 0; i < flows.size(); i++) {
            due = Math.min(due, flows.get(i).dueAt(stopAt));
        }
        return due == Long.MAX_VALUE ? due : due - clock.nanos();
    }

    /** Between two answers: a burst of them does not delay what is due, and the connection just freed is used. */
    void turnAfterAnswer() {
        if (nanosUntilDue() <= 0) {
            turn(1);
        }
    }

    @Override
    public void turn() {
        turn(BURST);
    }

    private void turn(int burst) {
        if (turning || ended) {
            return;
        }
        turning = true;
        try {
            turnFlows(burst);
        } catch (RuntimeException e) {
            failure = e;
            end();
        } finally {
            turning = false;
        }
    }

    private void turnFlows(int burst) {
        long until = stopAt;
        long now = clock.nanos();
        boolean done = until < Long.MAX_VALUE;
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            flow.turn(now, until, burst);
            done &= flow.isDone(until);
        }
        if (done || abandoning) {
            end();
        } else if (now >= recorder.exchangeAt()) {
            recorder.exchange();
        }
    }

    private void end() {
        ended = true;
        flows.forEach(Flow::end);
        recorder.exchange();
        drained.countDown();
    }

    void cohorts(CohortRule rule) {
        cohorts = rule;
    }

    Cohort cohortOf(long traceIdHigh, long traceIdLow) {
        return cohorts.of(traceIdHigh, traceIdLow);
    }

    long nanos() {
        return clock.nanos();
    }

    Recorder recorder() {
        return recorder;
    }

    Transport transport() {
        return transport;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    void countIntended() {
        count(intended);
    }

    void countSent() {
        count(sent);
    }

    void countAbandoned() {
        count(abandoned);
    }

    /** One writer, so no atomic addition is needed. */
    private static void count(AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    /** Without what was recorded. */
    Counts counts() {
        return new Counts(intended.get(), sent.get(), 0, abandoned.get());
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }
}
