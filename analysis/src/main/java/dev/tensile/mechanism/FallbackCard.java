package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.compare.RunWindow;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.stats.LongRunVariance;
import dev.tensile.stats.ProportionEstimate;
import java.util.Optional;

/**
 * A fallback on one rung: of the requests that did not get the full answer, how many got a degraded one; and the mean quality of
 * all answers, a full one counting 1, a degraded one a half, none 0 (STATISTICS.md §2.11).
 */
final class FallbackCard {
    private static final double DEGRADED_QUALITY = 0.5;

    /** So few requests without the full answer say nothing of a fallback. */
    private static final int FEW = 20;

    private final Stretch stretch;
    private final MechanismExpectation expectation;

    private FallbackCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        this.expectation = expectation;
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new FallbackCard(stretch, expectation).score();
    }

    private Score score() {
        String label = expectation.mechanism().label();
        Optional<RunWindow> window =
                RunWindow.of(stretch.run(), expectation.mechanism().about(), stretch.from(), stretch.to());
        if (window.isEmpty()) {
            return Score.of(stretch.rung(), Grade.INCONCLUSIVE, "The rung was too short to judge the " + label + ".");
        }
        long[] degraded = window.get().degraded();
        long[] lacking = degraded.clone();
        for (int t = 0; t < lacking.length; t++) {
            lacking[t] += window.get().failed()[t];
        }
        long all = Calls.sum(lacking);
        Measure quality = quality(window.get());
        if (all < FEW) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had hardly a reason to act: " + all + " of "
                            + window.get().requests() + " requests did not get the full answer.",
                    quality);
        }
        return judged(ProportionEstimate.of(degraded, lacking), quality);
    }

    private Score judged(ProportionEstimate share, Measure quality) {
        Optional<Promise.CatchesAtLeast> least = expectation.promise(Promise.CatchesAtLeast.class);
        Measure caught = new Measure(
                "degraded instead of failed",
                share.estimate(),
                new Interval(share.lower(0.025), share.upper(0.025)),
                Measure.Unit.SHARE,
                share.count(),
                least.map(Promise::toString).orElse(""));
        Grade grade = least.map(limit -> atLeast(
                        share.lower(dev.tensile.stats.Interval.TAIL_90),
                        share.upper(dev.tensile.stats.Interval.TAIL_90),
                        limit.share().fraction()))
                .orElse(Grade.CAUGHT);
        Grade ofQuality = expectation
                .promise(Promise.QualityAtLeast.class)
                .map(limit -> atLeast(
                        quality.interval().lower(),
                        quality.interval().upper(),
                        limit.share().fraction()))
                .orElse(Grade.CAUGHT);
        return Score.of(
                stretch.rung(),
                grade.worst(ofQuality),
                "Of " + Say.counted(share.count(), "request") + " that did not get the full answer, " + caught.phrase()
                        + " got a degraded one; the mean quality of all answers was " + quality.phrase() + ".",
                caught,
                quality);
    }

    private static Grade atLeast(double lower, double upper, double limit) {
        if (upper < limit) {
            return Grade.FELL_THROUGH;
        }
        return lower >= limit ? Grade.CAUGHT : Grade.INCONCLUSIVE;
    }

    private Measure quality(RunWindow window) {
        int seconds = window.seconds();
        double[] lost = new double[seconds];
        double sum = 0;
        for (int t = 0; t < seconds; t++) {
            lost[t] = window.failed()[t] + (1 - DEGRADED_QUALITY) * window.degraded()[t];
            sum += lost[t];
        }
        double mean = 1 - sum / window.requests();
        // What each second adds to the ratio of two sums, to first order: a second without requests adds nothing.
        double[] influence = new double[seconds];
        for (int t = 0; t < seconds; t++) {
            double usual = (1 - mean) * window.perSecond()[t];
            influence[t] = (lost[t] - usual) * seconds / window.requests();
        }
        double half = LongRunVariance.ewc(influence).meanHalfWidth(dev.tensile.stats.Interval.TAIL_95);
        return new Measure(
                "mean quality",
                mean,
                new Interval(Math.max(0, mean - half), Math.min(1, mean + half)),
                Measure.Unit.SHARE,
                window.requests(),
                expectation
                        .promise(Promise.QualityAtLeast.class)
                        .map(limit -> "at least " + limit.share())
                        .orElse(""));
    }
}
