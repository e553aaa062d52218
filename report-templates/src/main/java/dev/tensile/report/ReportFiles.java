package dev.tensile.report;

import dev.tensile.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report into a run folder. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Writes {@code report.html}, {@code report.md} and {@code charts/*.svg}, replacing what is there. Each file is there
     * whole or not at all.
     */
    public static void write(Report report, Path folder) {
        try {
            Path charts = Files.createDirectories(folder.resolve("charts"));
            for (Chart chart : report.charts()) {
                replace(charts.resolve(chart.name() + ".svg"), chart.file());
            }
            replace(folder.resolve("report.md"), report.markdown());
            replace(folder.resolve("report.html"), report.html());
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be written to " + folder, e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
