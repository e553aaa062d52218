package dev.tensile.engine;

import dev.tensile.load.RunClock;
import java.util.Optional;

/** Time for a run: a clock, and a way to wait on it that a stop request cuts short. */
public interface RunTime extends RunClock {
    /** Waits until the clock shows {@code nanos}; returns the reason if a stop was requested. */
    Optional<StopRequest.Reason> waitUntil(long nanos);

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
        };
    }
}
