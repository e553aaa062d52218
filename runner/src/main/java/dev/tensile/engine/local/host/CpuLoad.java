package dev.tensile.engine.local.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Threads that use processors: each is owed processor time at a rate, and works while it is owed some. What could not be had
 * within a fifth of a second is forgiven, so that it is not caught up with later. The rate is adjusted to what is measured from
 * one look to the next.
 */
final class CpuLoad implements StressMain.Load {
    private static final double SLICE_NANOS = 500_000;
    private static final double FORGIVEN_NANOS = 200_000_000;
    private static final long IDLE_NANOS = 1_000_000;

    /** How much of what was missing from one look to the next is made good after it. */
    private static final double GAIN = 0.3;

    /** Looks until the rate has settled. */
    private static final int SETTLE = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of each processor that there is a worker for. */
    private final double target;

    /** What is used of them since it was last asked. */
    private final DoubleSupplier used;

    /** Of one processor, for each worker. Written by the main thread. */
    private volatile double rate;

    private int looks;

    private CpuLoad(int workers, double target, double rate, DoubleSupplier used) {
        this.target = target;
        this.rate = rate;
        this.used = used;
        for (int i = 0; i < workers; i++) {
            Thread worker = new Thread(this::work, "tensile-stress-cpu-" + i);
            worker.setDaemon(true);
            worker.start();
        }
    }

    /** So many cores to so much, besides what others use; what this process uses for itself is part of it. */
    static CpuLoad adding(int workers, double target) {
        return new CpuLoad(workers, target, target, new OwnUse(workers));
    }

    /** All processors to so much, together with what others use. */
    static CpuLoad toppingUp(double target) {
        return new CpuLoad(Runtime.getRuntime().availableProcessors(), target, 0, new UseInAll());
    }

    private static final class OwnUse implements DoubleSupplier {
        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final int workers;
        private long nanos = System.nanoTime();
        private long cpuNanos = SYSTEM.getProcessCpuTime();

        OwnUse(int workers) {
            this.workers = workers;
        }

        @Override
        public double getAsDouble() {
            long cpuBefore = cpuNanos;
            long before = nanos;
            cpuNanos = SYSTEM.getProcessCpuTime();
            nanos = System.nanoTime();
            return (double) (cpuNanos - cpuBefore) / Math.max(1, nanos - before) / workers;
        }
    }

    private static final class UseInAll implements DoubleSupplier {
        private Proc.Processors last = Proc.processors();

        @Override
        public double getAsDouble() {
            Proc.Processors before = last;
            last = Proc.processors();
            return last.busySince(before);
        }
    }

    @Override
    public StressWire take() {
        double missing = target - used.getAsDouble();
        rate = Math.max(0, Math.min(1, rate + (looks == 0 ? 0 : GAIN * missing)));
        looks++;
        if (looks <= SETTLE) {
            LockSupport.parkNanos(StressMain.LOOK_MILLIS * 1_000_000);
        }
        return StressWire.taken(looks > SETTLE, 0, "");
    }

    private void work() {
        long wall = System.nanoTime();
        long used = THREADS.getCurrentThreadCpuTime();
        double owed = 0;
        while (true) {
            long now = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            owed = Math.min(FORGIVEN_NANOS, owed + rate * (now - wall) - (cpu - used));
            wall = now;
            used = cpu;
            if (owed > 0) {
                while (System.nanoTime() - now < SLICE_NANOS) {
                    Thread.onSpinWait();
                }
            } else {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }
}
