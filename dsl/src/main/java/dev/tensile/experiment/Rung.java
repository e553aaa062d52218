package dev.tensile.experiment;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One step of the ladder: the doses in force together, held for a duration. */
public record Rung(List<Dose> doses, Duration hold, SourceRef at) {
    public Rung {
        doses = List.copyOf(doses);
        if (doses.isEmpty()) {
            throw new IllegalArgumentException("a rung needs at least one fault");
        }
        Check.positive("the hold of a rung", hold);
    }

    @Override
    public String toString() {
        return doses.stream().map(Dose::toString).collect(Collectors.joining(" and "));
    }
}
