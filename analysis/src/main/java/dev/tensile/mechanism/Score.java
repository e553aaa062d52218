package dev.tensile.mechanism;

import java.util.List;

/**
 * What a mechanism did on one rung.
 *
 * @param rung from 1; 0 for what is about the whole run
 * @param sentence with the numbers
 */
public record Score(int rung, Grade grade, List<Measure> measures, String sentence) {
    public Score {
        measures = List.copyOf(measures);
    }

    static Score of(int rung, Grade grade, String sentence, Measure... measures) {
        return new Score(rung, grade, List.of(measures), sentence);
    }
}
