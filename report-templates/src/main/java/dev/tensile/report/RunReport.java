package dev.tensile.report;

import dev.tensile.compare.Comparison;
import dev.tensile.run.Run;
import dev.tensile.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report on one run: two minutes first, then thirty. Pure: the same run gives the same report. */
public final class RunReport {
    private RunReport() {}

    public static Report of(Run run, List<Comparison> comparisons, Verdict verdict) {
        Evidence evidence = Evidence.of(run, comparisons, verdict);
        List<Block> blocks = new ArrayList<>(TwoMinutes.of(evidence));
        List<Block.Section> sections = Stream.of(
                        ExpectationSection.of(evidence),
                        MechanismSection.of(evidence),
                        RecoverySection.of(evidence),
                        FaultSection.of(evidence),
                        GateSection.of(evidence),
                        Optional.of(TimelineSection.of(evidence)),
                        FailureSection.of(evidence),
                        EndpointSection.of(evidence),
                        Optional.of(SafetySection.of(evidence)),
                        LoadSection.of(evidence),
                        Optional.of(ReproduceSection.of(evidence)))
                .flatMap(Optional::stream)
                .toList();
        blocks.add(new Block.Contents("The evidence", sections));
        blocks.addAll(sections);
        return new Report(
                evidence.experiment().name() + ": "
                        + Words.word(verdict.judgement()).toLowerCase(java.util.Locale.ROOT),
                blocks,
                "Written by Tensile from run " + run.id()
                        + ". All times are UTC. Intervals are two-sided 95 %, not adjusted for looking at several at"
                        + " once; rulings are.");
    }
}
