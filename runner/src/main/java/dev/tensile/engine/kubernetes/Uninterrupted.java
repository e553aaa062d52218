package dev.tensile.engine.kubernetes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Putting back goes on whatever interrupts whoever waits for it: it is done in a thread of its own, which nobody else knows. The
 * interrupt is kept for afterwards.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work, "tensile-put-back");
            setDaemon(true);
        }
    }

    public static <T> T call(Supplier<T> work) {
        if (Thread.currentThread() instanceof Worker) {
            return work.get();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        new Worker(() -> carryOut(work, done)).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> void carryOut(Supplier<T> work, CompletableFuture<T> done) {
        try {
            done.complete(work.get());
        } catch (RuntimeException | Error failed) {
            done.completeExceptionally(failed);
        }
    }

    /** @return false if an interrupt ended it; the thread is marked again then */
    public static boolean pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
