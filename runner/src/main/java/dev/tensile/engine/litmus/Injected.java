package dev.tensile.engine.litmus;

import dev.tensile.run.Delivered.ClockGap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fault that was shown to be in force.
 *
 * @param covered how many instances
 * @param seen when each of the covered pods was first seen to be hurt, by its name and the cluster's clock; empty if nobody says
 * @param at when all was seen, by the cluster's clock
 * @param clock of the cluster against ours
 */
record Injected(int covered, Map<String, Instant> seen, Instant at, ClockGap clock, List<String> remarks) {
    Injected {
        seen = Map.copyOf(seen);
        remarks = List.copyOf(remarks);
    }

    /** Of the covered pods, without their namespace. */
    Set<String> names() {
        return seen.keySet();
    }
}
