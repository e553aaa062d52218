package dev.tensile.mechanism;

import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.ArrayList;
import java.util.List;

/** The scorecards of a run, one for each expectation on a mechanism, in order. */
public final class Scorecards {
    private Scorecards() {}

    public static List<Scorecard> of(Run run) {
        List<MechanismExpectation> all = run.plan().experiment().mechanisms();
        List<Scorecard> cards = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            MechanismExpectation expectation = all.get(i);
            cards.add(
                    Scorecard.of(i, expectation.mechanism().label(), expectation.toString(), scores(run, expectation)));
        }
        return List.copyOf(cards);
    }

    private static List<Score> scores(Run run, MechanismExpectation expectation) {
        if (expectation.mechanism() instanceof Mechanism.Recovery) {
            return List.of(RecoveryCard.of(run, expectation));
        }
        return run.phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.HOLD)
                .map(hold -> Stretch.of(run, hold))
                .map(stretch -> Witness.beside(score(stretch, expectation), stretch, expectation.mechanism()))
                .toList();
    }

    private static Score score(Stretch stretch, MechanismExpectation expectation) {
        Mechanism mechanism = expectation.mechanism();
        if (mechanism instanceof Mechanism.Breaker) {
            return BreakerCard.of(stretch, expectation);
        }
        if (mechanism instanceof Mechanism.Retries) {
            return RetriesCard.of(stretch, expectation);
        }
        if (mechanism instanceof Mechanism.Timeouts) {
            return TimeoutCard.of(stretch, expectation);
        }
        if (mechanism instanceof Mechanism.Fallback) {
            return FallbackCard.of(stretch, expectation);
        }
        return mechanism instanceof Mechanism.Bulkhead
                ? BulkheadCard.of(stretch, expectation)
                : RateLimitCard.of(stretch, expectation);
    }
}
