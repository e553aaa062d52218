package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.compare.RunWindow;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Mechanism;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Endpoints;
import dev.tensile.stats.Contrast;
import dev.tensile.stats.Estimability;
import dev.tensile.stats.ProportionEstimate;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A bulkhead on one rung: the p95 of the protected requests of a load against their baseline, while the others of the same load
 * were shown to suffer. A failed request counts as infinitely slow.
 */
final class BulkheadCard {
    private static final double P = 0.95;
    private static final double FLOOR_SECONDS = 0.002;

    /** The others suffer if their p95 grew by more than a quarter, or so many more of them lacked the full answer. */
    private static final double HURT_RATIO = 1.25;

    private static final double HURT_SHARE = 0.01;

    private final Stretch stretch;
    private final Mechanism.Bulkhead bulkhead;
    private final double growth;

    private BulkheadCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        bulkhead = (Mechanism.Bulkhead) expectation.mechanism();
        growth = expectation
                .promise(Promise.MovesAtMost.class)
                .map(Promise.MovesAtMost::growth)
                .orElse(Double.POSITIVE_INFINITY);
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new BulkheadCard(stretch, expectation).score();
    }

    private Score score() {
        Optional<RunWindow> inside = during(this::isInside);
        Optional<RunWindow> outside = during(endpoint -> isOfLoad(endpoint) && !isInside(endpoint));
        Optional<RunWindow> insideBefore = before(this::isInside);
        Optional<RunWindow> outsideBefore = before(endpoint -> isOfLoad(endpoint) && !isInside(endpoint));
        if (inside.isEmpty() || outside.isEmpty() || insideBefore.isEmpty() || outsideBefore.isEmpty()) {
            return refuse(Grade.INCONCLUSIVE, "there are too few requests on the rung or in the baseline");
        }
        if (!suffers(outside.get(), outsideBefore.get())) {
            return refuse(
                    Grade.NOT_EXERCISED, "the other requests of " + bulkhead.load() + " were not shown to suffer");
        }
        if (Estimability.ofQuantile(inside.get().latency(), P) != Estimability.ESTIMABLE
                || Estimability.ofQuantile(insideBefore.get().latency(), P) != Estimability.ESTIMABLE) {
            return refuse(
                    Grade.INCONCLUSIVE,
                    "30 s and 200 requests to " + bulkhead.path() + " are needed on the rung and in the baseline");
        }
        return judged(
                Contrast.ratioOfQuantiles(
                        inside.get().latency(), insideBefore.get().latency(), P),
                inside.get());
    }

    private Score refuse(Grade why, String reason) {
        return Score.of(
                stretch.rung(), why, "It cannot be said whether the " + bulkhead.label() + " works: " + reason + ".");
    }

    private Score judged(Contrast moved, RunWindow inside) {
        double limit =
                Math.max(1 + growth, 1 + FLOOR_SECONDS / moved.reference().estimate());
        double lower = moved.lower(dev.tensile.stats.Interval.TAIL_90);
        double upper = moved.upper(dev.tensile.stats.Interval.TAIL_90);
        Grade grade = lower > limit ? Grade.SPILLED : upper <= limit ? Grade.ISOLATED : Grade.INCONCLUSIVE;
        Measure measure = new Measure(
                "p95 of " + bulkhead.path() + ", against the baseline",
                moved.estimate(),
                new Interval(
                        moved.lower(dev.tensile.stats.Interval.TAIL_95),
                        moved.upper(dev.tensile.stats.Interval.TAIL_95)),
                Measure.Unit.RATIO,
                inside.requests(),
                "×" + Quantities.number(limit));
        return Score.of(
                stretch.rung(),
                grade,
                "While other requests of " + bulkhead.load() + " suffered, the p95 of " + bulkhead.path() + " was "
                        + measure.phrase() + " of its baseline's.",
                measure);
    }

    private static boolean suffers(RunWindow during, RunWindow before) {
        double tail = dev.tensile.stats.Interval.TAIL_90;
        Contrast slower = Contrast.ratioOfQuantiles(during.latency(), before.latency(), P);
        if (slower.lower(tail) > HURT_RATIO) {
            return true;
        }
        Contrast worse = Contrast.differenceOfProportions(lacking(during), lacking(before));
        return worse.lower(tail) > HURT_SHARE;
    }

    private static ProportionEstimate lacking(RunWindow window) {
        long[] lacking = window.failed().clone();
        for (int t = 0; t < lacking.length; t++) {
            lacking[t] += window.degraded()[t];
        }
        return ProportionEstimate.of(lacking, window.perSecond());
    }

    private Optional<RunWindow> during(IntPredicate endpoints) {
        return RunWindow.of(stretch.run(), endpoints, stretch.from(), stretch.to());
    }

    private Optional<RunWindow> before(IntPredicate endpoints) {
        return Stretch.baseline(stretch.run())
                .flatMap(baseline -> RunWindow.of(stretch.run(), endpoints, baseline.from(), baseline.to()));
    }

    private boolean isOfLoad(int endpoint) {
        return Endpoints.of(stretch.run().plan()).belongsTo(endpoint, bulkhead.load());
    }

    private boolean isInside(int endpoint) {
        Endpoints endpoints = Endpoints.of(stretch.run().plan());
        if (!endpoints.belongsTo(endpoint, bulkhead.load())) {
            return false;
        }
        Load load = stretch.run().plan().experiment().loads().stream()
                .filter(one -> one.name().equals(bulkhead.load()))
                .findFirst()
                .orElseThrow();
        return load.requests()
                .get(endpoint - endpoints.firstOf(bulkhead.load()))
                .route()
                .equals(bulkhead.path());
    }
}
