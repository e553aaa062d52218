package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.report.Block.Cell;
import dev.tensile.run.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What happened to what passed a link; only of what happened at all. */
final class HarmRows {
    private HarmRows() {}

    static void add(List<List<Cell>> rows, List<Optional<Delivered.Traffic>> doses) {
        row(rows, doses, "Pieces harmed", Delivered.Harms::piecesSeen, HarmRows::pieces);
        row(rows, doses, "Passed the limit", Delivered.Harms::throttledBytes, HarmRows::throughput);
        row(rows, doses, "Answered in its stead", Delivered.Harms::answered);
        row(rows, doses, "Answers changed", Delivered.Harms::changed);
        row(rows, doses, "Cut short", Delivered.Harms::cutShort);
    }

    private static String pieces(Delivered.Harms harms) {
        return Numerals.count(harms.piecesHarmed()) + " of " + Numerals.count(harms.piecesSeen()) + " ("
                + Tables.share(harms.piecesHarmed(), harms.piecesSeen()) + ")";
    }

    private static String throughput(Delivered.Harms harms) {
        double bitsPerSecond = harms.throttledBytes() * 8e9 / Math.max(1, harms.throttledNanos());
        return dev.tensile.experiment.Quantities.bits(Math.round(bitsPerSecond)) + "/s";
    }

    private static void row(
            List<List<Cell>> rows,
            List<Optional<Delivered.Traffic>> doses,
            String name,
            ToLongFunction<Delivered.Harms> count) {
        row(rows, doses, name, count, harms -> Numerals.count(count.applyAsLong(harms)));
    }

    private static void row(
            List<List<Cell>> rows,
            List<Optional<Delivered.Traffic>> doses,
            String name,
            ToLongFunction<Delivered.Harms> count,
            Function<Delivered.Harms, String> text) {
        List<Optional<Delivered.Harms>> harms =
                doses.stream().map(dose -> dose.map(Delivered.Traffic::harms)).toList();
        if (harms.stream()
                .noneMatch(
                        one -> one.filter(some -> count.applyAsLong(some) > 0).isPresent())) {
            return;
        }
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        harms.forEach(one -> cells.add(Cell.of(one.map(some -> count.applyAsLong(some) > 0 ? text.apply(some) : "–")
                .orElse("not known"))));
        rows.add(cells);
    }
}
