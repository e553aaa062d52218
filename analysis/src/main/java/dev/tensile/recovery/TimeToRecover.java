package dev.tensile.recovery;

import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Experiment;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Share;
import dev.tensile.experiment.Tolerance;
import dev.tensile.recovery.Recovery.Answer;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import dev.tensile.run.Samples;
import dev.tensile.stats.Interval;
import dev.tensile.stats.IsotonicReturn;
import dev.tensile.stats.ProportionEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first second after the last revert from which all following windows of {@value #WINDOW} s, {@value #PERSISTENCE} of
 * them or as many as there are until the end of the data, meet the tolerance of every expectation, and those of a load without
 * an expectation its usual error rate (STATISTICS.md §2.9; ten
 * windows, because five mistake a lull for recovery).
 *
 * <p>The interval comes from {@link IsotonicReturn}, for each metric by itself; the later one counts at both ends.
 *
 * <p>Limits: whole seconds. A relative tolerance is measured against the baseline
 * phase without its settling time. A window without requests does not count as recovered, unless the load sends so few that this is usual.
 */
public final class TimeToRecover {
    /** Seconds in a window. */
    public static final int WINDOW = 5;

    /** Windows in a row, each a second later than the one before. */
    public static final int PERSISTENCE = 10;

    private static final int SHORTEST_BASELINE = 4;

    /** A smaller change of a latency is not a finding (STATISTICS.md §2.2). */
    private static final double FLOOR_SECONDS = 0.002;

    /** Of fewer requests in a window, none is no wonder. */
    private static final double EXPECTED = 10;

    private static final Tolerance UNSAID = new Tolerance.ShareRise(Share.ofPercent(1));

    private final Run run;
    private final List<Expectation> hypothesis;
    private final long revertedNanos;
    private final double[] limits;
    private final double[] designEffects;

    private TimeToRecover(Run run, long revertedNanos) {
        this.run = since(run, revertedNanos);
        this.hypothesis = tolerances(run.plan().experiment()).stream()
                .filter(expectation -> !Double.isNaN(limit(run, expectation)))
                .toList();
        this.revertedNanos = revertedNanos;
        this.limits = hypothesis.stream()
                .mapToDouble(expectation -> limit(run, expectation))
                .toArray();
        this.designEffects = new double[limits.length];
        for (int i = 0; i < limits.length; i++) {
            designEffects[i] = designEffect(run, hypothesis.get(i).metric(), limits[i]);
        }
    }

    /** The hypothesis; and for a load of which it says nothing, that no more of it fails than before, but for one in a hundred. */
    private static List<Expectation> tolerances(Experiment experiment) {
        List<Expectation> tolerances = new ArrayList<>(experiment.hypothesis());
        for (Load load : experiment.loads()) {
            boolean said = tolerances.stream()
                    .anyMatch(expectation -> expectation.metric().load().equals(load.name()));
            if (!said) {
                tolerances.add(Expectation.of(new Metric.ErrorRate(load.name()), UNSAID, load.at()));
            }
        }
        return tolerances;
    }

    /** How much the baseline's own clustering of what counts against the limit blurs it. */
    private static double designEffect(Run run, Metric metric, double limit) {
        return run.phase(Phase.Kind.BASELINE, 0)
                .filter(phase -> phase.seconds() >= SHORTEST_BASELINE)
                .map(phase -> Excess.in(run, metric, limit, phase.startNanos(), (int) phase.seconds()))
                .filter(before -> Arrays.stream(before.trials()).sum() > 0)
                .map(before -> ProportionEstimate.of(before.events(), before.trials())
                        .designEffect()
                        .value())
                .orElse(1.0);
    }

    public static Recovery of(Run run) {
        if (run.injections().isEmpty()) {
            return Recovery.unseen(Answer.NOTHING_INJECTED, 0);
        }
        long reverted = run.of(Event.Reverted.class).stream()
                .mapToLong(Event.Reverted::atNanos)
                .max()
                .orElse(-1);
        boolean newestIsReverted = run.of(Event.Injected.class).stream()
                .mapToLong(Event.Injected::atNanos)
                .allMatch(injected -> injected <= reverted);
        return reverted < 0 || !newestIsReverted
                ? Recovery.unseen(Answer.NOT_WATCHED, 0)
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
        if (last < 0 || hypothesis.isEmpty()) {
            return Recovery.unseen(Answer.NOT_WATCHED, Math.max(0, observed));
        }
        int since = -1;
        for (int second = 0; second <= last; second++) {
            if (!holdsFrom(second)) {
                since = -1;
            } else if (since < 0) {
                since = second;
            }
            if (since >= 0 && second - since + 1 == PERSISTENCE) {
                return found(Answer.SHOWN, since, PERSISTENCE, observed);
            }
        }
        return since < 0
                ? found(Answer.NOT_SHOWN, 0, 0, observed)
                : found(Answer.SHOWN, since, last - since + 1, observed);
    }

    /** With the interval: the system is back when the last of its metrics is. */
    private Recovery found(Answer answer, int seconds, int windows, int observed) {
        int atLeast = 0;
        int atMost = 0;
        boolean relapsed = false;
        for (int i = 0; i < limits.length; i++) {
            Metric metric = hypothesis.get(i).metric();
            Excess after = Excess.in(run, metric, limits[i], revertedNanos, observed);
            IsotonicReturn back = IsotonicReturn.of(after.events(), after.trials(), after.theta(), designEffects[i]);
            atLeast = Math.max(atLeast, back.earliest());
            atMost = Math.max(atMost, back.latest());
            relapsed |= answer == Answer.SHOWN && leaves(after, seconds + WINDOW);
        }
        return new Recovery(
                answer,
                seconds,
                windows,
                observed,
                answer == Answer.SHOWN ? Math.min(atLeast, seconds) : atLeast,
                Math.max(atMost, seconds),
                relapsed);
    }

    /** Whether any later window is shown to be beyond the limit. */
    private static boolean leaves(Excess after, int from) {
        for (int second = from; second + WINDOW <= after.trials().length; second++) {
            long[] trials = Arrays.copyOfRange(after.trials(), second, second + WINDOW);
            long[] events = Arrays.copyOfRange(after.events(), second, second + WINDOW);
            boolean shown = Arrays.stream(trials).sum() > 0
                    && ProportionEstimate.of(events, trials).lower(Interval.TAIL_95) > after.theta();
            if (shown) {
                return true;
            }
        }
        return false;
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
            if (!(value <= limits[i] || (Double.isNaN(value) && isRare(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a window without a request of the load is nothing unusual: it says nothing then. */
    private boolean isRare(int index) {
        String name = hypothesis.get(index).metric().load();
        return run.plan().experiment().loads().stream()
                .anyMatch(load -> load.name().equals(name) && load.rate().perSecond() * WINDOW < EXPECTED);
    }

    static double limit(Run run, Expectation expectation) {
        Tolerance tolerance = expectation.tolerance();
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return below.limit().toNanos() / 1e9;
        }
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return below.limit().fraction();
        }
        if (tolerance instanceof Tolerance.ShareRise rise) {
            return shareAtMost(run, expectation.metric()) + rise.points().fraction();
        }
        double baseline = baseline(run, expectation.metric());
        return Math.max(baseline * (1 + ((Tolerance.LatencyRise) tolerance).growth()), baseline + FLOOR_SECONDS);
    }

    /** What the share may have been in the baseline: its upper limit at 95 %. */
    private static double shareAtMost(Run run, Metric metric) {
        long settle = run.plan().experiment().settle().toNanos();
        return run.phase(Phase.Kind.BASELINE, 0)
                .map(phase -> Excess.in(run, metric, 1, phase.startNanos() + settle, (int)
                        Math.max(0, (phase.endNanos() - phase.startNanos() - settle) / 1_000_000_000L)))
                .filter(before -> before.trials().length >= SHORTEST_BASELINE
                        && Arrays.stream(before.trials()).sum() > 0)
                .map(before ->
                        ProportionEstimate.of(before.events(), before.trials()).upper(Interval.TAIL_95))
                .orElse(Double.NaN);
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
