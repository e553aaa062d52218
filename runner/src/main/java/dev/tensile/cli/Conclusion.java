package dev.tensile.cli;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.Comparison;
import dev.tensile.report.ReportFiles;
import dev.tensile.report.RunReport;
import dev.tensile.run.Run;
import dev.tensile.run.RunStore;
import dev.tensile.verdict.Judge;
import dev.tensile.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;

/** From a run folder to everything that is derived from it, written beside it. */
record Conclusion(Run run, List<Comparison> comparisons, Verdict verdict) {
    static final String COMPARISONS = "comparisons.json";
    static final String VERDICT = "verdict.json";

    /** Compares, judges, and writes both down and the reports. Doing it again gives the same bytes. */
    static Conclusion draw(Path folder) {
        Run run = RunStore.load(folder);
        List<Comparison> comparisons = Comparer.compare(run);
        Verdict verdict = Judge.judge(run, comparisons);
        RunStore.save(folder, COMPARISONS, comparisons);
        RunStore.save(folder, VERDICT, verdict);
        ReportFiles.write(RunReport.of(run, comparisons, verdict), folder);
        return new Conclusion(run, comparisons, verdict);
    }
}
