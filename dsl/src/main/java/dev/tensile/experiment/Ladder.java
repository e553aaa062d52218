package dev.tensile.experiment;

import java.time.Duration;
import java.util.List;

/** Rungs in growing order, with time to recover after each. */
public record Ladder(List<Rung> rungs, Duration coolDown) {
    public Ladder {
        rungs = List.copyOf(rungs);
        Check.positive("a cool-down", coolDown);
    }
}
