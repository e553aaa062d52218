package dev.tensile.chart;

import dev.tensile.experiment.Rung;
import dev.tensile.run.Run;
import dev.tensile.verdict.Judgement;
import dev.tensile.verdict.RungVerdict;
import dev.tensile.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;

/** What each rung did to the headline latency and to the error rate. */
final class DoseChart {
    private final Run run;
    private final List<DosePanel> panels;
    private final Verdict verdict;
    private final int rungs;
    private final double first;

    DoseChart(Run run, List<DosePanel> panels, Verdict verdict) {
        this.run = run;
        this.panels = panels;
        this.verdict = verdict;
        this.rungs = run.plan().experiment().ladder().rungs().size();
        boolean baseline = panels.stream().anyMatch(panel -> !panel.isRelative());
        this.first = baseline ? -0.5 : 0.5;
    }

    Chart draw() {
        String title = "Response to each rung";
        String description = panels.stream().map(this::words).collect(Collectors.joining(" "));
        int height = panels.size() == 1 ? 260 : 330;
        return new Chart(
                "dose-response",
                title,
                description,
                drawing(Canvas.wide(470, height), "dose", title, description),
                drawing(Canvas.phone(height), "dose-narrow", title, description));
    }

    private Drawing drawing(Canvas canvas, String key, String title, String description) {
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(TickAxis.bare(first, last(), canvas));
        all.setGap(6);
        for (int i = 0; i < panels.size(); i++) {
            all.add(panel(panels.get(i), canvas, i == 0), i == 0 ? 30 : 18);
        }
        all.add(strip(canvas), 11);
        JFreeChart chart = Plots.chart(all, canvas);
        return Drawing.of(chart, canvas, key, title, description);
    }

    private XYPlot panel(DosePanel panel, Canvas canvas, boolean top) {
        Scale scale = top && verdict.firstBroken() > 0 ? scale(panel).withHeadroom() : scale(panel);
        XYPlot plot = Plots.plot(TickAxis.of(scale, canvas));
        bracket(plot, canvas, top ? scale.upper() : Double.NaN);
        limit(plot, panel, scale, canvas);
        for (DosePanel.Point point : panel.points()) {
            new DosePoint(
                            panel,
                            point,
                            scale,
                            canvas,
                            beside(canvas),
                            run.plan().experiment())
                    .drawOn(plot);
        }
        return plot;
    }

    /** A little more room at the right, for the number beside the last point. */
    private double last() {
        return rungs + 0.62;
    }

    private double beside(Canvas canvas) {
        return 9 * (last() - first) / (canvas.width() - 70);
    }

    private static void limit(XYPlot plot, DosePanel panel, Scale scale, Canvas canvas) {
        double tolerance = DosePoint.place(panel, panel.tolerance());
        double harm = DosePoint.place(panel, panel.harm());
        plot.addRangeMarker(Plots.namedLeft(
                Plots.limit(tolerance, Ink.LIMIT, Plots.dashed(1.2, 6, 4), panel.limitLabel(), canvas)));
        boolean apart = (harm - tolerance) / (scale.upper() - scale.lower()) * canvas.height() / 3 > 12;
        if (harm <= scale.upper() && apart) {
            plot.addRangeMarker(Plots.namedLeft(
                    Plots.limit(harm, Ink.HARM, Plots.dashed(1.2, 8, 3, 2, 3), panel.harmLabel(), canvas)));
        }
    }

    private static Scale scale(DosePanel panel) {
        double[] seen = panel.points().stream()
                .flatMapToDouble(point -> DoubleStream.of(
                        point.value(),
                        point.interval().lower(),
                        point.interval().upper()))
                .filter(Double::isFinite)
                .toArray();
        double highest = Math.max(DoubleStream.of(seen).max().orElse(0), panel.tolerance());
        highest = highest > 0.6 * panel.harm() ? Math.max(highest, panel.harm()) : highest;
        double lowest = DoubleStream.of(seen).min().orElse(panel.tolerance());
        boolean open = panel.points().stream()
                .anyMatch(point -> Double.isInfinite(point.interval().upper()));
        String name = Labels.cut(panel.expectation().metric().label(), 22);
        if (panel.isLatency()) {
            double top = highest * (open ? 3 : 1.5);
            return panel.isRelative()
                    ? Scale.ratio(lowest, top, name + " vs baseline")
                    : Scale.latency(Math.max(lowest, 1e-4), top, name);
        }
        return Scale.share(lowest, highest * 1.15, panel.isRelative() ? " pt" : " %", shareLabel(panel));
    }

    private static String shareLabel(DosePanel panel) {
        return panel.expectation().metric() instanceof dev.tensile.experiment.Metric.ErrorRate ? "failed" : "degraded";
    }

    /** Between the highest rung that held and the first that broke. */
    private void bracket(XYPlot plot, Canvas canvas, double labelAt) {
        if (verdict.firstBroken() == 0) {
            return;
        }
        double from = Math.max(first, verdict.highestHeld());
        plot.addDomainMarker(
                Plots.band(from, verdict.firstBroken(), Ink.FAULT.stand(0.6)), org.jfree.chart.ui.Layer.BACKGROUND);
        if (!Double.isNaN(labelAt)) {
            plot.addAnnotation(Plots.text(
                    "breaks here",
                    (from + verdict.firstBroken()) / 2,
                    labelAt,
                    Ink.TEXT,
                    canvas.bold(),
                    TextAnchor.TOP_CENTER));
        }
    }

    private XYPlot strip(Canvas canvas) {
        XYPlot strip = Plots.plot(TickAxis.bare(0, 1, canvas));
        strip.setRangeGridlinesVisible(false);
        Layer.on(strip).marks(new XYSeries(" ", false), Ink.TEXT, Plots.circle(1));
        int letters = (int) ((canvas.width() - 70) / (last() - first) / (canvas.letters() * 0.6));
        boolean full = run.plan().experiment().ladder().rungs().stream()
                .allMatch(rung -> Labels.strength(rung).length() <= letters
                        && Labels.radius(rung).length() <= letters);
        if (first < 0) {
            strip.addAnnotation(Plots.text("baseline", 0, 0.95, Ink.QUIET, canvas.font(), TextAnchor.TOP_CENTER));
        }
        for (int rung = 1; rung <= rungs; rung++) {
            Rung of = run.plan().rung(rung);
            List<String> lines = List.of(
                    "rung " + rung,
                    Labels.cut(full ? Labels.strength(of) : Labels.size(of), letters),
                    Labels.cut(full ? Labels.radius(of) : Labels.share(of), letters),
                    judgement(rung).map(DosePoint::mark).orElse("not run"));
            for (int line = 0; line < lines.size(); line++) {
                boolean loud = line == 0 || line == 3;
                strip.addAnnotation(Plots.text(
                        lines.get(line),
                        rung,
                        0.95 - line * 0.25,
                        loud ? Ink.TEXT : Ink.QUIET,
                        loud ? canvas.bold() : canvas.font(),
                        TextAnchor.TOP_CENTER));
            }
        }
        return strip;
    }

    private Optional<Judgement> judgement(int rung) {
        return verdict.rungs().stream()
                .filter(candidate -> candidate.rung() == rung)
                .map(RungVerdict::judgement)
                .findFirst();
    }

    private String words(DosePanel panel) {
        String points = panel.points().stream()
                .filter(point -> point.rung() > 0)
                .map(point -> "rung " + point.rung() + " " + DosePoint.words(panel, point) + ", "
                        + DosePoint.mark(point.judgement()).substring(2))
                .collect(Collectors.joining("; "));
        return panel.expectation().metric().label() + " (" + panel.limitLabel() + "): " + points + ".";
    }
}
