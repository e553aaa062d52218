package dev.tensile.report;

import dev.tensile.chart.Numerals;
import dev.tensile.report.Block.Align;
import dev.tensile.report.Block.Cell;
import dev.tensile.report.Block.Column;
import java.util.Arrays;
import java.util.List;

/** Short ways to write tables. */
final class Tables {
    private Tables() {}

    static Column left(String title) {
        return new Column(title, Align.LEFT);
    }

    static Column brief(String title) {
        return new Column(title, Align.SHORT);
    }

    static Column number(String title) {
        return new Column(title, Align.NUMBER);
    }

    static List<Cell> row(String... texts) {
        return Arrays.stream(texts).map(Cell::of).toList();
    }

    /** Seconds as a latency; failures are beyond the timeout. */
    static String latency(double seconds) {
        return Double.isNaN(seconds) ? "–" : Numerals.latency(seconds);
    }

    static String share(long part, long whole) {
        return whole == 0 ? "–" : Numerals.percent((double) part / whole);
    }
}
