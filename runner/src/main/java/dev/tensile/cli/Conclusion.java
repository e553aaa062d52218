package dev.tensile.cli;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.Comparison;
import dev.tensile.report.Report;
import dev.tensile.report.ReportFiles;
import dev.tensile.report.RunReport;
import dev.tensile.run.Run;
import dev.tensile.run.RunStore;
import dev.tensile.verdict.Judge;
import dev.tensile.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;

/** From a run folder to everything that is derived from it, written beside it. */
record Conclusion(Run run, List<Comparison> comparisons, Verdict verdict) {
    static final String COMPARISONS = "comparisons.json";
    static final String VERDICT = "verdict.json";

    /**
     * Draws a conclusion from a run that has hardly begun and drops it: the classes are loaded then, and the real one is there a
     * second sooner. Goes on in the background, while the system and the load get ready.
     */
    static void rehearse(Path folder) {
        Thread rehearsal = new Thread(new FutureTask<>(() -> of(folder).report().html()), "tensile-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    /** Compares, judges, and writes both down and the reports. Doing it again gives the same bytes. */
    static Conclusion draw(Path folder) {
        Conclusion conclusion = of(folder);
        RunStore.save(folder, COMPARISONS, conclusion.comparisons);
        RunStore.save(folder, VERDICT, conclusion.verdict);
        ReportFiles.write(conclusion.report(), folder);
        return conclusion;
    }

    private static Conclusion of(Path folder) {
        Run run = RunStore.load(folder);
        List<Comparison> comparisons = Comparer.compare(run);
        return new Conclusion(run, comparisons, Judge.judge(run, comparisons));
    }

    private Report report() {
        return RunReport.of(run, comparisons, verdict);
    }
}
