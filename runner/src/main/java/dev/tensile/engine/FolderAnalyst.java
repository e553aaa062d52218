package dev.tensile.engine;

import dev.tensile.compare.Comparer;
import dev.tensile.compare.RunWindow;
import dev.tensile.compare.Windows;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Guardrail;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Run;
import dev.tensile.run.RunStore;
import dev.tensile.stats.ProportionEstimate;
import dev.tensile.verdict.Judge;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import dev.tensile.verdict.Words;
import java.nio.file.Path;
import java.util.Optional;

/** Answers from what is in the run folder, as anybody could who reads it later. */
public final class FolderAnalyst implements Analyst {
    private final Path folder;

    public FolderAnalyst(Path folder) {
        this.folder = folder;
    }

    @Override
    public double designEffect(Guardrail guardrail) {
        return Windows.baseline(RunStore.load(folder), guardrail.metric().load())
                .map(window -> indicator(guardrail.metric(), guardrail.limit(), window)
                        .designEffect()
                        .value())
                .orElse(1.0);
    }

    /** Failures, degraded answers, or requests slower than the limit. */
    private static ProportionEstimate indicator(Metric metric, Tolerance limit, RunWindow window) {
        if (limit instanceof Tolerance.LatencyBelow below) {
            return ProportionEstimate.ofExceedances(
                    window.latency(), below.limit().toNanos() / 1e9);
        }
        return ProportionEstimate.of(
                metric instanceof Metric.DegradedRate ? window.degraded() : window.failed(), window.perSecond());
    }

    @Override
    public Optional<String> unsteady() {
        Run run = RunStore.load(folder);
        for (Expectation expectation : run.plan().experiment().hypothesis()) {
            Optional<RunWindow> window =
                    Windows.baseline(run, expectation.metric().load());
            if (window.isEmpty()) {
                return Optional.of("no request of " + expectation.metric().load() + " ended in the baseline");
            }
            if (!expectation.tolerance().isRelative()) {
                Optional<String> broken = broken(expectation, window.get());
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> broken(Expectation expectation, RunWindow window) {
        double value = expectation.metric() instanceof Metric.LatencyQuantile latency
                ? window.latency().quantile(latency.quantile())
                : indicator(expectation.metric(), expectation.tolerance(), window)
                        .estimate();
        double limit = SteadyState.limit(expectation.tolerance());
        return value <= limit
                ? Optional.empty()
                : Optional.of(expectation.metric().label() + " is " + Words.value(expectation.metric(), value)
                        + " without any fault, and should be " + expectation.tolerance());
    }

    @Override
    public RungVerdict judge(int rung) {
        Run run = RunStore.load(folder);
        Verdict verdict = Judge.judge(run, Comparer.compare(run));
        return verdict.rungs().get(rung - 1);
    }
}
