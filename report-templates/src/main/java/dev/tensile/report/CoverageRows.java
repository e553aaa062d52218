package dev.tensile.report;

import dev.tensile.report.Block.Cell;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the controllers of a cluster said of each dose, as rows of the proof of fault. */
final class CoverageRows {
    private CoverageRows() {}

    static void add(List<List<Cell>> rows, List<Optional<Delivered>> doses, Instant started) {
        line(rows, doses, "Instances under the fault", c -> c.covered() + " of " + c.matched());
        line(rows, doses, "Still the same at the end", c -> c.coveredAtEnd() + " of " + c.covered());
        line(rows, doses, "Instances at the end", c -> String.valueOf(c.matchedAtEnd()));
        line(rows, doses, "All in force from", c -> time(started, c.inForceFrom()));
        line(rows, doses, "First lifted at", c -> time(started, c.inForceUntil()));
        line(rows, doses, "Cluster's clock ahead by", c -> clock(c.clock()));
        line(rows, doses, "Failures on the way", CoverageRows::failures);
        line(rows, doses, "Resource", Coverage::resource);
        if (doses.stream().flatMap(Optional::stream).anyMatch(OwnScore::isGiven)) {
            line(rows, doses, "Litmus' own score", Coverage::ownScore);
        }
        if (doses.stream().flatMap(Optional::stream).anyMatch(CoverageRows::hasRemarks)) {
            line(rows, doses, "Remarks", c -> c.remarks().isEmpty() ? "–" : String.join(" ", c.remarks()));
        }
    }

    private static boolean hasRemarks(Delivered delivered) {
        return delivered instanceof Coverage coverage && !coverage.remarks().isEmpty();
    }

    private static void line(
            List<List<Cell>> rows, List<Optional<Delivered>> doses, String name, Function<Coverage, String> text) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        for (Optional<Delivered> dose : doses) {
            cells.add(Cell.of(dose.filter(Coverage.class::isInstance)
                    .map(Coverage.class::cast)
                    .map(text)
                    .orElse("not known")));
        }
        rows.add(cells);
    }

    private static String time(Instant started, Optional<Instant> at) {
        return at.map(instant ->
                        Words.time(started, Duration.between(started, instant).toNanos()))
                .orElse("not known");
    }

    private static String clock(Delivered.ClockGap gap) {
        return gap.isKnown() ? tenths(gap.ahead()) + " s, give or take " + tenths(gap.within()) + " s" : "not known";
    }

    private static String tenths(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static String failures(Coverage coverage) {
        List<Delivered.Change> failed = coverage.changes().stream()
                .filter(change ->
                        change.act() == Delivered.Act.APPLY_FAILED || change.act() == Delivered.Act.RECOVER_FAILED)
                .toList();
        return failed.isEmpty()
                ? "none"
                : failed.size() + ": "
                        + failed.stream()
                                .map(change -> change.instance() + " " + change.message())
                                .distinct()
                                .collect(Collectors.joining("; "));
    }
}
