package dev.tensile.engine.litmus;

import dev.tensile.run.Delivered.ClockGap;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which pods were seen under a fault, and when each was first seen not to be any longer. Safe from any thread. */
final class Freed {
    private final Map<String, Instant> times = new TreeMap<>(); // guarded by this, by our clock
    private Set<String> hurt = Set.of();

    /** @param now those that are hurt */
    synchronized void seen(Set<String> now) {
        hurt.stream().filter(pod -> !now.contains(pod)).forEach(pod -> times.putIfAbsent(pod, Instant.now()));
        hurt = Set.copyOf(now);
    }

    /** By the cluster's clock. */
    synchronized Map<String, Instant> times(ClockGap clock) {
        Map<String, Instant> there = new TreeMap<>();
        times.forEach((pod, at) -> there.put(pod, at.plus(clock.ahead())));
        return there;
    }
}
