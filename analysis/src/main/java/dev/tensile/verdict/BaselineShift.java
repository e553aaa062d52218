package dev.tensile.verdict;

import dev.tensile.compare.RunWindow;
import dev.tensile.compare.Windows;
import dev.tensile.experiment.Load;
import dev.tensile.run.Run;
import dev.tensile.stats.BinomialChangePoint;

/**
 * Whether a system changed while it was watched undisturbed (gate G5). The change must be shown, in the share of requests slower
 * than the p95 of the whole baseline, and it must matter: a p95 that differs by less than a quarter, or by less than 2 ms, is
 * not a finding (STATISTICS.md §2.2).
 *
 * @param second of the baseline that is judged, at which the second part begins
 * @param before p95 of the first part in seconds, NaN if the part is too short
 * @param after p95 of the second part
 */
record BaselineShift(int second, boolean isShown, double before, double after) {
    private static final double RATIO = 1.25;
    private static final double FLOOR_SECONDS = 0.002;

    static BaselineShift of(Run run, Load load, RunWindow baseline) {
        long[] slow = baseline.latency().abovePerSecond(baseline.latency().quantile(0.95));
        BinomialChangePoint change = BinomialChangePoint.of(slow, baseline.perSecond());
        return new BaselineShift(
                change.second(),
                change.isShown(),
                p95(run, load, 0, change.second()),
                p95(run, load, change.second(), baseline.seconds()));
    }

    private static double p95(Run run, Load load, int from, int to) {
        return Windows.baseline(run, load.name(), from, to)
                .map(part -> part.latency().quantile(0.95))
                .orElse(Double.NaN);
    }

    boolean isRelevant() {
        double low = Math.min(before, after);
        double high = Math.max(before, after);
        return isShown && !(high <= low * RATIO || high - low <= FLOOR_SECONDS);
    }

    @Override
    public String toString() {
        return "its p95 changed from " + Words.seconds(before) + " to " + Words.seconds(after) + " at second " + second;
    }
}
