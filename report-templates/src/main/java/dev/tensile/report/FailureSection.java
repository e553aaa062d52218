package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.report.Block.Cell;
import dev.tensile.run.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How requests failed, or were degraded, in each phase. */
final class FailureSection {
    private FailureSection() {}

    static Optional<Block.Section> of(Evidence evidence) {
        if (evidence.run().samples().size() == 0) {
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (PhaseCounts.Counted counted : evidence.counts().phases()) {
            counted.failures()
                    .forEach((failure, count) -> rows.add(Tables.row(
                            Words.phase(counted.phase()),
                            Words.outcome(failure.outcome()),
                            failure.cause() == Cause.NONE
                                    ? "–"
                                    : failure.cause().words(),
                            failure.status() == 0 ? "–" : Integer.toString(failure.status()),
                            Numerals.count(count),
                            Tables.share(count, counted.requests()))));
        }
        return Optional.of(new Block.Section(
                "failures",
                "Failed and degraded requests",
                rows.isEmpty()
                        ? List.of(new Block.Prose("Every request that was recorded got its full answer."))
                        : List.of(new Block.Table(
                                "Requests that did not get the full answer",
                                List.of(
                                        Tables.brief("Phase"),
                                        Tables.left("Outcome"),
                                        Tables.left("Cause"),
                                        Tables.number("HTTP status"),
                                        Tables.number("Requests"),
                                        Tables.number("Of the phase")),
                                rows))));
    }
}
