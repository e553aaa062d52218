package dev.tensile.report;

import dev.tensile.report.Block.Cell;
import dev.tensile.run.Delivered;
import dev.tensile.run.Delivered.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was measured of each dose on this machine, as rows of the proof of fault. */
final class MeasuredRows {
    private MeasuredRows() {}

    static void add(List<List<Cell>> rows, List<Optional<Delivered>> doses) {
        line(rows, doses, "Measured", Measured::what);
        line(rows, doses, "Asked, as measured", m -> m.text(m.asked()));
        line(rows, doses, "Delivered", m -> m.text(m.got()) + (m.isAsAsked() ? "" : ", not as asked"));
        line(rows, doses, "Delivered, least and most", m -> m.text(m.least()) + " to " + m.text(m.most()));
        line(rows, doses, "What happened", m -> m.remarks().isEmpty() ? "–" : String.join(" ", m.remarks()));
    }

    private static void line(
            List<List<Cell>> rows, List<Optional<Delivered>> doses, String name, Function<Measured, String> text) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        for (Optional<Delivered> dose : doses) {
            cells.add(Cell.of(dose.filter(Measured.class::isInstance)
                    .map(Measured.class::cast)
                    .map(text)
                    .orElse("not known")));
        }
        rows.add(cells);
    }
}
