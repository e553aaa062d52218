package dev.tensile.engine.litmus.center;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as ChaosCenter has it.
 *
 * @param runId the UID of its workflow; empty while it is queued, for it is the agent who tells
 * @param notifyId by which it is known from the start
 * @param resiliencyScore from 0 to 100; ChaosCenter computes it when a run completes, never for a stopped one
 * @param createdAt by ChaosCenter's clock
 * @param updatedAt by ChaosCenter's clock
 * @param infraActive whether the agent is connected now; a queued run without one stays queued
 * @param execution what the agent told last; frozen once the run is stopped; empty if it was not asked for or told nothing
 */
public record RunState(
        Optional<String> runId,
        String experimentId,
        String experimentName,
        String notifyId,
        Phase phase,
        OptionalDouble resiliencyScore,
        FaultCounts faults,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        String infraId,
        boolean infraActive,
        Optional<Execution> execution) {
    /** Whether the agent has taken it up. */
    public boolean isTakenUp() {
        return runId.isPresent();
    }
}
