package dev.tensile.mechanism;

import dev.tensile.compare.Interval;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.Intensity;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.MechanismExpectation;
import dev.tensile.experiment.Promise;
import dev.tensile.experiment.Quantities;
import dev.tensile.run.Endpoints;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.time.Duration;
import java.util.List;

/**
 * Timeouts on one rung: the longest that a request took while what it waited for did not come. A fault gives a reason to give up
 * if it keeps somebody waiting for longer than the bound. Scheduling costs a little: 5 % and 50 ms beyond the bound are let pass.
 *
 * <p>Who had to wait took more than twice as long as nearly every request of its kind in the baseline; there must be more of them than
 * undisturbed. A largest value has no interval to speak of; what can be said is how many such requests may take longer: with none of n
 * seen, at most 3/n at 95 % confidence.
 */
final class TimeoutCard {
    private static final int FEW = 10;

    private final Stretch stretch;
    private final MechanismExpectation expectation;
    private final Duration limit;

    private TimeoutCard(Stretch stretch, MechanismExpectation expectation) {
        this.stretch = stretch;
        this.expectation = expectation;
        limit = expectation
                .promise(Promise.BoundedAt.class)
                .map(Promise.BoundedAt::limit)
                .orElseThrow();
    }

    static Score of(Stretch stretch, MechanismExpectation expectation) {
        return new TimeoutCard(stretch, expectation).score();
    }

    private Score score() {
        String label = expectation.mechanism().label();
        List<Dose> silent = stretch.doses().stream().filter(this::keepsWaiting).toList();
        Waits undisturbed = Stretch.baseline(stretch.run()).map(this::waits).orElseThrow();
        Waits under = waits(stretch);
        // Whatever the fault is, who took too long because of it did.
        if (under.beyond() >= 2 && undisturbed.beyond() == 0) {
            return judged(under);
        }
        if (silent.isEmpty()) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: nothing on the rung is known to keep anybody waiting for "
                            + Quantities.text(limit) + ".");
        }
        if (silent.stream().noneMatch(this::touchedAnything)) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: no request met the fault.");
        }
        if (!under.areMoreThan(undisturbed)) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: no more requests had to wait than undisturbed.");
        }
        return judged(under);
    }

    /**
     * Requests of a stretch.
     *
     * @param waited those that took more than twice as long as nearly every request of the baseline
     * @param beyond those that took longer than the bound
     * @param most the longest, in nanoseconds
     */
    private record Waits(long requests, long waited, long beyond, long most) {
        /** By more than chance, three standard errors, and by more than a few. */
        boolean areMoreThan(Waits undisturbed) {
            double usual =
                    undisturbed.requests == 0 ? 0 : (double) undisturbed.waited * requests / undisturbed.requests;
            double scale = undisturbed.requests == 0 ? 1 : 1 + (double) requests / undisturbed.requests;
            return waited > usual + 3 * Math.sqrt(usual * scale) && waited > usual;
        }
    }

    private boolean keepsWaiting(Dose dose) {
        if (dose.fault() instanceof LinkFault.Blackhole) {
            return true;
        }
        return dose.intensity() instanceof Intensity.Delay delay
                && delay.delay().minus(delay.jitter()).compareTo(limit) > 0;
    }

    private boolean touchedAnything(Dose dose) {
        return stretch.run()
                .reverted(stretch.rung(), stretch.doses().indexOf(dose))
                .map(event -> event.delivered().touchedAnything())
                .orElse(true);
    }

    private Waits waits(Stretch of) {
        Run run = stretch.run();
        Samples samples = run.samples();
        Endpoints endpoints = Endpoints.of(run.plan());
        Quick quick = Quick.of(run);
        long requests = 0;
        long waited = 0;
        long beyond = 0;
        long most = 0;
        for (int i = 0; i < samples.size(); i++) {
            long due = samples.intendedNanos(i);
            if (due >= of.from()
                    && due < of.to()
                    && endpoints.belongsTo(
                            samples.endpoint(i), expectation.mechanism().about())) {
                long latency = samples.latencyNanos(i);
                requests++;
                waited += latency > 2 * quick.of(samples.endpoint(i)) ? 1 : 0;
                beyond += latency > bound() ? 1 : 0;
                most = Math.max(most, latency);
            }
        }
        return new Waits(requests, waited, beyond, most);
    }

    /** In nanoseconds. */
    private long bound() {
        return limit.toNanos() + limit.toNanos() / 20 + 50_000_000L;
    }

    private Score judged(Waits under) {
        long waited = under.waited();
        long beyond = under.beyond();
        double most = under.most() / 1e9;
        Measure longest = new Measure(
                "longest request",
                most,
                new Interval(most, Double.POSITIVE_INFINITY),
                Measure.Unit.SECONDS,
                waited,
                Quantities.text(limit));
        Measure late = Measure.counted("requests beyond the bound", beyond, "0");
        Grade grade = beyond >= 2 ? Grade.UNBOUNDED : beyond == 0 && waited >= FEW ? Grade.BOUNDED : Grade.INCONCLUSIVE;
        String said = beyond == 0
                ? "none of " + Say.counted(waited, "request") + " that had to wait took longer than "
                        + Say.seconds(bound() / 1e9) + ", so at 95 % confidence at most "
                        + Say.percent(Math.min(1, 3.0 / waited)) + " do"
                : beyond + " of " + Say.counted(waited, "request") + " that had to wait took longer than "
                        + Say.seconds(bound() / 1e9);
        return Score.of(
                stretch.rung(),
                grade,
                "The longest request took " + Say.seconds(most) + "; " + said + ".",
                longest,
                late);
    }
}
