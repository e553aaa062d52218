package dev.tensile.verdict;

import dev.tensile.compare.Comparison;
import dev.tensile.compare.RunWindow;
import dev.tensile.compare.Windows;
import dev.tensile.experiment.Arrivals;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.run.Event;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Did the load come as it was meant to, was the system steady before, and is there enough of it all? */
final class LoadGates {
    private final Run run;
    private final List<Comparison> comparisons;
    private final GateList gates;

    LoadGates(Run run, List<Comparison> comparisons, GateList gates) {
        this.run = run;
        this.comparisons = comparisons;
        this.gates = gates;
    }

    /** G2: every request that was due was recorded. */
    void everyRequestRecorded() {
        String title = "every request recorded";
        Optional<Event.LoadCounted> counted = run.first(Event.LoadCounted.class);
        if (counted.isEmpty()) {
            gates.notApplicable("G2", title, 0, "the load was never counted: the run broke off");
            return;
        }
        long due = counted.get().intended();
        long recorded = counted.get().recorded();
        long stored = run.samples().size();
        boolean all = due == recorded && recorded == stored;
        gates.check("G2", title, 0, all, recorded + " of " + due + " due, " + stored + " stored");
    }

    void check(Load load) {
        Optional<RunWindow> baseline = Windows.baseline(run, load.name());
        if (baseline.isEmpty()) {
            gates.notApplicable("G5", "baseline steady", 0, load.name() + " has no baseline");
            return;
        }
        onTime(load, 0, baseline.get());
        steady(load, baseline.get());
        for (Phase phase : run.phases()) {
            if (phase.kind() == Phase.Kind.HOLD) {
                Windows.hold(run, load.name(), phase.rung()).ifPresent(hold -> {
                    onTime(load, phase.rung(), hold);
                    sameRate(load, phase.rung(), baseline.get(), hold);
                });
            }
        }
    }

    /** G1: requests left when they were due. */
    private void onTime(Load load, int rung, RunWindow window) {
        SendLag lag = SendLag.of(load, window, run.plan().experiment().hypothesis(), comparisons);
        gates.check("G1", "load on time", rung, lag.isSmall(), load.name() + ": " + lag);
    }

    /** G3: the same load before and during the fault; random arrivals may differ by chance (4 standard errors). */
    private void sameRate(Load load, int rung, RunWindow baseline, RunWindow hold) {
        double before = (double) baseline.requests() / baseline.seconds();
        double during = (double) hold.requests() / hold.seconds();
        double chance = 4 * Math.sqrt(1.0 / baseline.requests() + 1.0 / hold.requests());
        double limit = Math.max(0.02, load.arrivals() == Arrivals.POISSON ? chance : 0);
        double change = during / before - 1;
        String detail = String.format(
                Locale.ROOT,
                "%s: %.1f/s against %.1f/s, %+.1f %%, limit ±%.1f %%",
                load.name(),
                during,
                before,
                change * 100,
                limit * 100);
        gates.check("G3", "same load as in the baseline", rung, Math.abs(change) < limit, detail);
    }

    /** G5: the baseline meets its own limits and has no change point. */
    private void steady(Load load, RunWindow baseline) {
        BaselineShift shift = BaselineShift.of(run, load, baseline);
        String broken = brokenInBaseline(load);
        String limits = broken.isEmpty() ? load.name() + ": within its limits" : broken;
        String changed = shift.isRelevant() ? "; " + shift : ", no change point";
        boolean steady = broken.isEmpty() && !shift.isRelevant();
        gates.check("G5", "baseline steady", 0, steady, limits + changed);
    }

    private String brokenInBaseline(Load load) {
        List<Expectation> hypothesis = run.plan().experiment().hypothesis();
        for (int i = 0; i < hypothesis.size(); i++) {
            Expectation expectation = hypothesis.get(i);
            if (expectation.tolerance().isRelative()
                    || !expectation.metric().load().equals(load.name())) {
                continue;
            }
            for (Comparison comparison : comparisons) {
                double value = comparison.baseline().value();
                if (comparison.expectation() == i && value > comparison.tolerance()) {
                    return expectation.metric().label() + " was " + Words.value(expectation.metric(), value)
                            + " without any fault, limit "
                            + Words.value(expectation.metric(), comparison.tolerance());
                }
            }
        }
        return "";
    }

    /** G6: enough seconds and requests for each number. */
    void enoughData(int rung) {
        String title = "enough data";
        if (Windows.wasCutShort(run, rung)) {
            gates.notApplicable("G6", title, rung, "the rung was stopped before its time");
            return;
        }
        Optional<Comparison> tooLittle = comparisons.stream()
                .filter(comparison -> comparison.rung() == rung && !comparison.isEstimable())
                .findFirst();
        String detail = tooLittle
                .map(comparison -> comparison.metric().label() + ": " + comparison.notEstimable())
                .orElse("every expectation has enough seconds and requests");
        gates.check("G6", title, rung, tooLittle.isEmpty(), detail);
    }
}
