package dev.tensile.mechanism;

import java.util.Comparator;
import java.util.List;

/**
 * What became of one expectation on a mechanism.
 *
 * @param expectation its index among the mechanisms of the experiment
 * @param label of the mechanism
 * @param promised in words
 * @param grade the worst of its scores
 * @param sentence of the score that decides
 * @param scores one for each rung that was held, in order; a single one, of rung 0, for what is about the whole run
 */
public record Scorecard(
        int expectation, String label, String promised, Grade grade, String sentence, List<Score> scores) {
    public Scorecard {
        scores = List.copyOf(scores);
    }

    static Scorecard of(int expectation, String label, String promised, List<Score> scores) {
        Score decides = scores.stream()
                .max(Comparator.comparing(Score::grade))
                .orElse(Score.of(
                        0, Grade.NOT_EXERCISED, "No rung was held, so nothing is known of the " + label + "."));
        return new Scorecard(expectation, label, promised, decides.grade(), decides.sentence(), scores);
    }
}
