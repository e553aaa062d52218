package dev.tensile.engine.litmus;

import dev.tensile.run.Delivered.ClockGap;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A fault that was shown to be in force.
 *
 * @param covered how many instances
 * @param names of the covered pods, without their namespace; empty if nobody says
 * @param at when it was seen, by the cluster's clock
 * @param clock of the cluster against ours
 */
record Injected(int covered, Set<String> names, Instant at, ClockGap clock, List<String> remarks) {
    Injected {
        names = Set.copyOf(names);
        remarks = List.copyOf(remarks);
    }
}
