package dev.tensile.verdict;

import dev.tensile.mechanism.Grade;
import dev.tensile.mechanism.Score;
import dev.tensile.mechanism.Scorecard;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What the scorecards mean for the verdict. On a rung only those count that acted, or should have; in the end a mechanism that
 * never had a reason to act leaves the verdict open, and one that nobody could watch makes it invalid.
 */
final class Mechanisms {
    private final List<Scorecard> cards;

    Mechanisms(List<Scorecard> cards) {
        this.cards = cards;
    }

    /** @param counts as {@link #worst(IntPredicate)}: each is as good as its worst score of these */
    List<Scorecard> cards(IntPredicate counts) {
        return cards.stream()
                .map(card -> {
                    Score decides = worst(card, counts);
                    return new Scorecard(
                            card.expectation(),
                            card.label(),
                            card.promised(),
                            decides.grade(),
                            decides.sentence(),
                            card.scores());
                })
                .toList();
    }

    static Judgement judgement(Grade grade) {
        return switch (grade.standing()) {
            case SHOWN -> Judgement.HELD;
            case OPEN, NOT_EXERCISED -> Judgement.INCONCLUSIVE;
            case NOT_OBSERVED -> Judgement.INVALID;
            case REFUTED -> Judgement.REFUTED;
        };
    }

    /** The worst score on a rung that says anything about it; empty if none does. */
    Optional<Score> worstOn(int rung) {
        return cards.stream()
                .flatMap(card -> card.scores().stream())
                .filter(score -> score.rung() == rung)
                .filter(score -> saysSomething(score.grade()))
                .max(Comparator.comparing(Score::grade));
    }

    private static boolean saysSomething(Grade grade) {
        return grade.standing() != Grade.Standing.NOT_EXERCISED && grade.standing() != Grade.Standing.NOT_OBSERVED;
    }

    /** @param counts whether what was seen on a rung means anything; of rung 0, what was seen of the whole run */
    Optional<Score> worst(IntPredicate counts) {
        return cards.stream()
                .map(card -> worst(card, counts))
                .max(Comparator.comparing((Score score) -> judgement(score.grade()))
                        .thenComparing(Score::grade));
    }

    private static Score worst(Scorecard card, IntPredicate counts) {
        return card.scores().stream()
                .filter(score -> counts.test(score.rung()))
                .max(Comparator.comparing(Score::grade))
                .orElse(new Score(
                        0,
                        Grade.NOT_EXERCISED,
                        List.of(),
                        "No valid rung gave the " + card.label() + " a reason to act."));
    }

    /** {@code ; breaker of payments: protected}; empty if there are none. */
    String inShort() {
        return cards.stream()
                .map(card -> "; " + card.label() + ": "
                        + card.grade().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining());
    }
}
