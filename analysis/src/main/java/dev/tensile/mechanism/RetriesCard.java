package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Outcome;
import dev.tensile.run.Samples;
import dev.tensile.stats.RateRatio;
import java.util.Optional;

/**
 * Retries on one rung: calls to the dependency for each request, under the fault against the baseline (STATISTICS.md §2.2, AMP),
 * and in the seconds after it was lifted.
 *
 * <p>After a fault those who waited come, too: requests that had not ended when it was lifted, and those that their users had
 * given up and that may still wait somewhere, are added to the new ones before more calls are called a storm.
 */
final class RetriesCard {
    private static final int SHORTEST = 4;
    private static final int WINDOW = 5;
    private static final int STORM_SECONDS = 10;

    /** So few failures give nobody a reason to try again. */
    private static final int FEW = 10;

    private final Stretch stretch;
    private final String dependency;
    private final MechanismExpectation expectation;
    private final double limit;

    private RetriesCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        this.expectation = expectation;
        dependency = ((Mechanism.Retries) expectation.mechanism()).dependency();
        limit = expectation
                .promise(Promise.AmplifiesAtMost.class)
                .map(Promise.AmplifiesAtMost::factor)
                .orElse(Double.POSITIVE_INFINITY);
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new RetriesCard(stretch, expectation).score();
    }

    private Score score() {
        if (!stretch.hurts(dependency)) {
            return refuse(Grade.NOT_EXERCISED, "the rung does not touch " + dependency);
        }
        Optional<Calls> before =
                Stretch.baseline(stretch.run()).flatMap(baseline -> Calls.bySecond(baseline, dependency));
        Optional<Calls> during = Calls.bySecond(stretch, dependency);
        if (before.isEmpty() || during.isEmpty()) {
            return refuse(Grade.NOT_OBSERVED, "nobody counted what passed the link to " + dependency);
        }
        if (Calls.sum(before.get().attempts()) == 0) {
            return refuse(Grade.NOT_OBSERVED, "no HTTP/1.1 request passed the link to " + dependency);
        }
        if (stretch.seconds() < SHORTEST
                || before.get().attempts().length < SHORTEST
                || Calls.sum(during.get().requests()) == 0) {
            return refuse(Grade.INCONCLUSIVE, "the rung was too short to tell");
        }
        long failed = Calls.sum(during.get().failed());
        if (failed < FEW) {
            return refuse(Grade.NOT_EXERCISED, "only " + Say.counted(failed, "call") + " to " + dependency + " failed");
        }
        return amplified(before.get(), during.get());
    }

    private Score refuse(Grade why, String reason) {
        return Score.of(
                stretch.rung(),
                why,
                "It cannot be said what the " + expectation.mechanism().label() + " do: " + reason + ".");
    }

    private Score amplified(Calls before, Calls during) {
        RateRatio ratio = ratio(during.attempts(), during.requests(), before);
        Measure amplification = measure("calls for each request, against the baseline", ratio);
        Grade grade = grade(ratio);
        String sentence = "Calls to " + dependency + " for each request were " + amplification.phrase()
                + " of the baseline's under the fault";
        Optional<RateRatio> storm = storm(before);
        if (storm.isEmpty()) {
            return Score.of(
                    stretch.rung(),
                    grade.worst(Grade.INCONCLUSIVE),
                    sentence + "; nobody watched for long enough what came after it was lifted.",
                    amplification);
        }
        Measure after = measure("the same after the fault was lifted, at worst", storm.get());
        boolean isStorm = storm.get().lower(dev.tensile.stats.Interval.TAIL_95) > limit;
        return Score.of(
                stretch.rung(),
                isStorm ? grade.worst(Grade.STORM) : grade,
                sentence + ", and " + after.phrase() + " in the worst " + WINDOW + " s after it was lifted.",
                amplification,
                after);
    }

    private Grade grade(RateRatio ratio) {
        if (ratio.lower(dev.tensile.stats.Interval.TAIL_90) > limit) {
            return Grade.AMPLIFIED;
        }
        return ratio.upper(dev.tensile.stats.Interval.TAIL_90) <= limit ? Grade.BOUNDED : Grade.INCONCLUSIVE;
    }

    private static RateRatio ratio(long[] attempts, long[] requests, Calls before) {
        return RateRatio.of(attempts, requests, before.attempts(), before.requests());
    }

    private Measure measure(String what, RateRatio ratio) {
        return new Measure(
                what,
                ratio.ratio(),
                new Interval(ratio.lower(0.025), Math.max(ratio.lower(0.025), ratio.upper(0.025))),
                Measure.Unit.RATIO,
                ratio.events(),
                "×" + Quantities.number(limit));
    }

    /** The worst window soon after the fault was lifted; empty if nobody watched one. */
    private Optional<RateRatio> storm(Calls before) {
        int seconds = (int) Math.min(STORM_SECONDS, (stretch.until() - stretch.lifted()) / Stretch.SECOND);
        Optional<Calls> after = Calls.in(stretch.run(), dependency, stretch.lifted(), seconds, Stretch.SECOND);
        if (after.isEmpty() || seconds < WINDOW) {
            return Optional.empty();
        }
        long waiting = waiting();
        RateRatio worst = null;
        for (int from = 0; from + WINDOW <= seconds; from++) {
            long[] attempts = java.util.Arrays.copyOfRange(after.get().attempts(), from, from + WINDOW);
            long[] requests = java.util.Arrays.copyOfRange(after.get().requests(), from, from + WINDOW);
            if (Calls.sum(requests) + waiting > 0) {
                RateRatio ratio = ratio(attempts, spread(requests, waiting), before);
                worst = worst == null || ratio.ratio() > worst.ratio() ? ratio : worst;
            }
        }
        return Optional.ofNullable(worst);
    }

    /** Those who waited, beside the new ones as if they came as evenly: when each is served, nobody knows. */
    private static long[] spread(long[] requests, long waiting) {
        long[] all = requests.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] += waiting * (i + 1) / all.length - waiting * i / all.length;
        }
        return all;
    }

    /** Requests of the rung that may have been on their way, or in a queue, when the fault was lifted. */
    private long waiting() {
        Samples samples = stretch.run().samples();
        long waiting = 0;
        for (int i = 0; i < samples.size(); i++) {
            long due = samples.intendedNanos(i);
            boolean under = due >= stretch.from() && due < stretch.lifted();
            boolean unfinished = due + samples.latencyNanos(i) >= stretch.lifted();
            waiting += under && (unfinished || samples.outcome(i) == Outcome.TIMEOUT) ? 1 : 0;
        }
        return waiting;
    }
}
