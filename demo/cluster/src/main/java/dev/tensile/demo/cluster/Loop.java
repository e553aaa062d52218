package dev.tensile.demo.cluster;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does one thing after the other, now or later, on a daemon thread of its own. What fails is shown, not swallowed. */
final class Loop implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;

    Loop(String name) {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((work, closed) -> {}); // what comes after the end is not done
    }

    void run(Runnable work) {
        run(work, Duration.ZERO);
    }

    void run(Runnable work, Duration after) {
        Future<?> unused = executor.schedule(() -> shown(work), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void shown(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException ours) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, ours);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
