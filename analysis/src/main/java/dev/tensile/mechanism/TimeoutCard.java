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
 * <p>Who had to wait took more than twice as long as nearly every request of the baseline. A largest value has no interval to speak of; what can be said is how many such requests may take longer: with none of n
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
        if (silent.isEmpty()) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: nothing on the rung keeps anybody waiting for "
                            + Quantities.text(limit) + ".");
        }
        if (silent.stream().noneMatch(this::touchedAnything)) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: no request met the fault.");
        }
        return longest();
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

    private Score longest() {
        Run run = stretch.run();
        Samples samples = run.samples();
        Endpoints endpoints = Endpoints.of(run.plan());
        long bound = limit.toNanos() + limit.toNanos() / 20 + 50_000_000L;
        long nearlyAll = Quick.of(run);
        long waited = 0;
        long beyond = 0;
        long most = 0;
        for (int i = 0; i < samples.size(); i++) {
            long due = samples.intendedNanos(i);
            boolean inside = due >= stretch.from() && due < stretch.to();
            if (inside
                    && endpoints.belongsTo(
                            samples.endpoint(i), expectation.mechanism().about())) {
                long latency = samples.latencyNanos(i);
                waited += latency > 2 * nearlyAll ? 1 : 0;
                beyond += latency > bound ? 1 : 0;
                most = Math.max(most, latency);
            }
        }
        return judged(waited, beyond, most / 1e9);
    }

    private Score judged(long waited, long beyond, double most) {
        String label = expectation.mechanism().label();
        if (waited == 0) {
            return Score.of(
                    stretch.rung(),
                    Grade.NOT_EXERCISED,
                    "The " + label + " had no reason to act: no request had to wait.");
        }
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
                        + Quantities.text(limit) + ", so at 95 % confidence at most "
                        + Say.percent(Math.min(1, 3.0 / waited)) + " do"
                : beyond + " of " + Say.counted(waited, "request") + " that had to wait took longer than "
                        + Quantities.text(limit);
        return Score.of(
                stretch.rung(),
                grade,
                "The longest request took " + Say.seconds(most) + "; " + said + ".",
                longest,
                late);
    }
}
