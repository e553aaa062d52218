package dev.tensile.engine;

import dev.tensile.load.RunClock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Time for a run: a clock, and ways to wait on it that a stop request cuts short. */
public interface RunTime extends RunClock {
    /** Waits until the clock shows {@code nanos}; returns the reason if a stop was requested. */
    Optional<StopRequest.Reason> waitUntil(long nanos);

    /** The same, but no longer than until the work is done, well or not. */
    Optional<StopRequest.Reason> waitFor(CompletableFuture<?> work, long nanos);

    /** Real time, from now on. */
    static RunTime real(StopRequest stop) {
        RunClock clock = RunClock.startNow();
        return new RunTime() {
            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public Optional<StopRequest.Reason> waitUntil(long nanos) {
                return stop.await(nanos - nanos());
            }

            @Override
            public Optional<StopRequest.Reason> waitFor(CompletableFuture<?> work, long nanos) {
                return stop.await(nanos - nanos(), work);
            }
        };
    }
}
