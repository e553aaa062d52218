package dev.tensile.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks a run to stop, from any thread, and lets the run wait for it. The first reason is kept. */
public final class StopRequest {
    /** Who asks. */
    public enum By {
        /** A person or a signal. */
        OPERATOR,
        /** Something that the run cannot do without. */
        FAILURE
    }

    /** The request. */
    public record Reason(By by, String text) {}

    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when somebody asks, and when work that is waited for is done. */
    private final Condition requested = lock.newCondition();

    /** Guarded by lock. */
    private @Nullable Reason reason;

    public void request(By by, String text) {
        lock.lock();
        try {
            if (reason == null) {
                reason = new Reason(by, text);
                requested.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    public Optional<Reason> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody asks, or the time is over. An interrupt is answered as a request by the operator, and so used up. */
    public Optional<Reason> await(long nanos) {
        return await(nanos, new CompletableFuture<>());
    }

    /** {@link #await(long)}, but no longer than until the work is done, well or not. */
    public Optional<Reason> await(long nanos, CompletableFuture<?> work) {
        CompletableFuture<?> unused = work.whenComplete((done, failed) -> wake());
        lock.lock();
        try {
            long left = nanos;
            while (reason == null && left > 0 && !work.isDone()) {
                left = requested.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            // Left pending, it would close the channel of the journal at the next write.
            reason = reason == null ? new Reason(By.OPERATOR, "interrupted") : reason;
        } finally {
            lock.unlock();
        }
        return reason();
    }

    private void wake() {
        lock.lock();
        try {
            requested.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@link #await(long)} in milliseconds. */
    public Optional<Reason> awaitMillis(long millis) {
        return await(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
