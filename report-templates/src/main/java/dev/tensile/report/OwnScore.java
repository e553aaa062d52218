package dev.tensile.report;

import dev.tensile.run.Delivered;
import dev.tensile.run.Event;
import dev.tensile.run.Run;
import java.util.List;
import java.util.stream.Collectors;

/** What LitmusChaos itself makes of a run, its resiliency score, to be read beside the verdict and never instead of it. */
final class OwnScore {
    private OwnScore() {}

    static boolean isGiven(Delivered delivered) {
        return delivered instanceof Delivered.Coverage coverage
                && !coverage.ownScore().isEmpty();
    }

    /** A sentence, with the rungs; empty if there is none. */
    static String sentence(Run run) {
        List<Event.Reverted> given = run.of(Event.Reverted.class).stream()
                .filter(event -> isGiven(event.delivered()))
                .toList();
        List<String> different = given.stream().map(OwnScore::score).distinct().toList();
        if (different.size() <= 1) {
            return different.isEmpty() ? "" : "LitmusChaos' own resiliency score: " + different.get(0) + ".";
        }
        return "LitmusChaos' own resiliency scores: "
                + given.stream()
                        .map(event -> "rung " + event.rung() + ", " + score(event))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String score(Event.Reverted event) {
        return ((Delivered.Coverage) event.delivered()).ownScore();
    }
}
