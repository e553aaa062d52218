package dev.tensile.recovery;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.recovery.Recovery.Answer;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import java.util.List;

/**
 * The first second after the last revert from which all following windows of {@value #WINDOW} s, {@value #PERSISTENCE} of
 * them or as many as there are until the end of the data, meet the tolerance of every expectation (STATISTICS.md §2.9; ten
 * windows, because five mistake a lull for recovery).
 *
 * <p>Limits: point estimates without an interval, in whole seconds. A relative tolerance is measured against the baseline
 * phase without its settling time. A window without requests does not count as recovered.
 */
public final class TimeToRecover {
    /** Seconds in a window. */
    public static final int WINDOW = 5;

    /** Windows in a row, each a second later than the one before. */
    public static final int PERSISTENCE = 10;

    private final Run run;
    private final List<Expectation> hypothesis;
    private final long revertedNanos;
    private final double[] limits;

    private TimeToRecover(Run run, long revertedNanos) {
        this.run = since(run, revertedNanos);
        this.hypothesis = run.plan().experiment().hypothesis();
        this.revertedNanos = revertedNanos;
        this.limits = hypothesis.stream()
                .mapToDouble(expectation -> limit(run, expectation))
                .toArray();
    }

    public static Recovery of(Run run) {
        if (run.injections().isEmpty()) {
            return new Recovery(Answer.NOTHING_INJECTED, 0, 0, 0);
        }
        long reverted = run.of(Event.Reverted.class).stream()
                .mapToLong(Event.Reverted::atNanos)
                .max()
                .orElse(-1);
        boolean newestIsReverted = run.of(Event.Injected.class).stream()
                .mapToLong(Event.Injected::atNanos)
                .allMatch(injected -> injected <= reverted);
        return reverted < 0 || !newestIsReverted
                ? new Recovery(Answer.NOT_WATCHED, 0, 0, 0)
                : new TimeToRecover(run, reverted).find();
    }

    private static Run since(Run run, long nanos) {
        Samples.Builder later = new Samples.Builder(1024);
        for (int i = 0; i < run.samples().size(); i++) {
            if (run.samples().intendedNanos(i) >= nanos) {
                later.add(run.samples().get(i));
            }
        }
        return new Run(run.id(), run.plan(), run.planDigest(), run.events(), later.build());
    }

    private Recovery find() {
        int observed = observedSeconds();
        int last = observed - WINDOW;
        if (last < 0) {
            return new Recovery(Answer.NOT_WATCHED, 0, 0, Math.max(0, observed));
        }
        int since = -1;
        for (int second = 0; second <= last; second++) {
            if (!holdsFrom(second)) {
                since = -1;
            } else if (since < 0) {
                since = second;
            }
            if (since >= 0 && second - since + 1 == PERSISTENCE) {
                return new Recovery(Answer.SHOWN, since, PERSISTENCE, observed);
            }
        }
        return since < 0
                ? new Recovery(Answer.NOT_SHOWN, 0, 0, observed)
                : new Recovery(Answer.SHOWN, since, last - since + 1, observed);
    }

    private int observedSeconds() {
        long lastIntended = -1;
        for (int i = 0; i < run.samples().size(); i++) {
            lastIntended = Math.max(lastIntended, run.samples().intendedNanos(i));
        }
        // The second in which the last request was due counts as seen, if the run went on to its end.
        return (int) Math.floor((Math.min(lastIntended + 1_000_000_000L, run.lastNanos()) - revertedNanos) / 1e9);
    }

    private boolean holdsFrom(int second) {
        long from = revertedNanos + second * 1_000_000_000L;
        for (int i = 0; i < limits.length; i++) {
            double value = Observed.in(run, hypothesis.get(i).metric(), from, from + WINDOW * 1_000_000_000L);
            if (!(value < limits[i] || value == 0)) {
                return false;
            }
        }
        return true;
    }

    private static double limit(Run run, Expectation expectation) {
        Tolerance tolerance = expectation.tolerance();
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return below.limit().toNanos() / 1e9;
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return below.limit().fraction();
        }
        double baseline = baseline(run, expectation.metric());
        return tolerance instanceof Tolerance.LatencyRise rise
                ? baseline * (1 + rise.growth())
                : baseline + ((Tolerance.ShareRise) tolerance).points().fraction();
    }

    private static double baseline(Run run, Metric metric) {
        return run.phase(Phase.Kind.BASELINE, 0)
                .map(phase -> Observed.in(
                        run,
                        metric,
                        phase.startNanos() + run.plan().experiment().settle().toNanos(),
                        phase.endNanos()))
                .orElse(Double.NaN);
    }
}
