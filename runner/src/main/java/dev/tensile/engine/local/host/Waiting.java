package dev.tensile.engine.local.host;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again until something is so. */
final class Waiting {
    private static final long STEP_MILLIS = 10;

    private Waiting() {}

    /** Whether it became so in time; an interrupt makes it look once more, and stays pending. */
    static boolean until(long millis, BooleanSupplier isSo) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                return isSo.getAsBoolean();
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    /** The same, whoever interrupts: for what must be put back. */
    static boolean surely(long millis, BooleanSupplier isSo) {
        boolean interrupted = Thread.interrupted();
        try {
            return until(millis, isSo);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
