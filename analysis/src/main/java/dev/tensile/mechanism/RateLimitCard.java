package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.compare.RunWindow;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Outcome;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import dev.tensile.stats.LongRunVariance;
import java.util.Optional;

/**
 * A rate limit on one rung: how many requests a second were served, and how many were turned away, while more were offered than
 * the limit. A limiter that works sits exactly at its limit, so 5 % above it are let pass. Requests that failed in another way were
 * let through, and count as much as those that were served.
 */
final class RateLimitCard {
    private static final double SLACK = 1.05;

    /** Who serves less than this part of the limit turns away for another reason. */
    private static final double LEAST = 0.5;

    private final Stretch stretch;
    private final MechanismExpectation expectation;
    private final double limit;

    private RateLimitCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        this.expectation = expectation;
        limit = expectation
                .promise(Promise.AcceptsAtMost.class)
                .orElseThrow()
                .rate()
                .perSecond();
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new RateLimitCard(stretch, expectation).score();
    }

    private Score score() {
        String label = expectation.mechanism().label();
        Optional<RunWindow> window =
                RunWindow.of(stretch.run(), expectation.mechanism().about(), stretch.from(), stretch.to());
        if (window.isEmpty()) {
            return Score.of(stretch.rung(), Grade.INCONCLUSIVE, "The rung was too short to judge the " + label + ".");
        }
        double offered = (double) window.get().requests() / window.get().seconds();
        if (offered <= limit) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: " + Say.value(Measure.Unit.PER_SECOND, offered)
                            + " were offered.");
        }
        return judged(window.get(), offered);
    }

    private Score judged(RunWindow window, double offered) {
        double[] served = new double[window.seconds()];
        for (int t = 0; t < served.length; t++) {
            served[t] = window.perSecond()[t] - window.failed()[t];
        }
        double mean = java.util.Arrays.stream(served).average().orElse(0);
        LongRunVariance variance = LongRunVariance.ewc(served);
        double half = variance.meanHalfWidth(dev.tensile.stats.Interval.TAIL_95);
        Measure accepted = new Measure(
                "served",
                mean,
                new Interval(Math.max(0, mean - half), mean + half),
                Measure.Unit.PER_SECOND,
                window.requests(),
                Say.value(Measure.Unit.PER_SECOND, limit));
        long rejected = rejected();
        Measure away = new Measure(
                "turned away",
                (double) rejected / window.requests(),
                Interval.UNBOUNDED,
                Measure.Unit.SHARE,
                window.requests(),
                "");
        double half90 = variance.meanHalfWidth(dev.tensile.stats.Interval.TAIL_90);
        // What neither was served nor turned away got through to where it failed.
        double failed = (double) (window.failures() - rejected) / window.seconds();
        boolean isLimit = rejected > 0 && mean + half90 + failed <= SLACK * limit && mean + half90 >= LEAST * limit;
        return Score.of(
                stretch.rung(),
                mean - half90 > SLACK * limit ? Grade.NOT_LIMITED : isLimit ? Grade.LIMITED : Grade.INCONCLUSIVE,
                "Of " + Say.value(Measure.Unit.PER_SECOND, offered) + " offered, " + accepted.phrase()
                        + " were served and " + Say.percent(away.value()) + " turned away.",
                accepted,
                away);
    }

    private long rejected() {
        Run run = stretch.run();
        Samples samples = run.samples();
        Endpoints endpoints = Endpoints.of(run.plan());
        long rejected = 0;
        for (int i = 0; i < samples.size(); i++) {
            long due = samples.intendedNanos(i);
            boolean inside = due >= stretch.from() && due < stretch.to();
            rejected += inside
                            && samples.outcome(i) == Outcome.REJECTED
                            && endpoints.belongsTo(
                                    samples.endpoint(i), expectation.mechanism().about())
                    ? 1
                    : 0;
        }
        return rejected;
    }
}
