package dev.tensile.engine.litmus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A fault that was shown to be in force.
 *
 * @param covered how many instances
 * @param names of the covered pods, without their namespace; empty if nobody says
 * @param at when it was seen, by the cluster's clock
 * @param clockAhead of the cluster against ours, to a second
 */
record Injected(int covered, Set<String> names, Instant at, Duration clockAhead, List<String> remarks) {
    Injected {
        names = Set.copyOf(names);
        remarks = List.copyOf(remarks);
    }
}
