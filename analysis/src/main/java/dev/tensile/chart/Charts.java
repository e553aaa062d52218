package dev.tensile.chart;

import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Load;
import dev.tensile.run.Run;
import dev.tensile.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** The charts of a run. Pure: the same run gives the same bytes, on every machine. */
public final class Charts {
    static {
        Fonts.install();
    }

    private Charts() {}

    /**
     * Latency and errors of the headline's load over the whole run, with phases, limits, injections and reverts.
     *
     * @return empty if the plan has no load
     */
    public static Optional<Chart> time(Run run, List<Comparison> comparisons) {
        Optional<Load> load = Subject.load(run.plan());
        return load.map(subject -> new TimeChart(run, comparisons, subject).draw());
    }

    /**
     * The headline latency and the error rate on each rung, with intervals and limits, and where it breaks.
     *
     * @return empty if there is nothing to compare
     */
    public static Optional<Chart> doseResponse(Run run, List<Comparison> comparisons, Verdict verdict) {
        List<DosePanel> panels = DosePanel.of(run, comparisons, verdict);
        return panels.isEmpty() ? Optional.empty() : Optional.of(new DoseChart(run, panels, verdict).draw());
    }
}
