package dev.tensile.chart;

import dev.tensile.chart.Windows.Window;
import dev.tensile.compare.Comparison;
import dev.tensile.experiment.Expectation;
import dev.tensile.experiment.Load;
import dev.tensile.experiment.Metric;
import dev.tensile.experiment.Quantities;
import dev.tensile.experiment.Tolerance;
import dev.tensile.run.Run;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;

/** Latency above, shares of failed and degraded requests below, on one time axis, under a strip that names the phases. */
final class TimeChart {
    private final Run run;
    private final List<Comparison> comparisons;
    private final Load load;
    private final double quantile;
    private final Windows windows;
    private final String high;

    TimeChart(Run run, List<Comparison> comparisons, Load load) {
        this.run = run;
        this.comparisons = comparisons;
        this.load = load;
        this.quantile = Subject.quantile(run.plan());
        this.windows = Windows.of(run, load, quantile);
        this.high = "p" + Quantities.number(quantile * 100);
    }

    Chart draw() {
        String title = "Latency and errors of " + load.name() + " over time";
        String description = new TimeWords(run, windows, high, timeout()).text();
        return new Chart(
                "time",
                title,
                description,
                drawing(Canvas.wide(860, 350), "time", title, description),
                drawing(Canvas.phone(400), "time-narrow", title, description));
    }

    private Drawing drawing(Canvas canvas, String key, String title, String description) {
        double seconds = Math.max(1, run.lastNanos() / 1e9);
        Scale time = Scale.time(seconds, canvas.narrow() ? 5 : 11);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(TickAxis.of(time, canvas));
        all.setGap(canvas.narrow() ? 10 : 12);
        PhaseBands bands = new PhaseBands(run, seconds, canvas);
        XYPlot latency = latency(canvas);
        XYPlot shares = shares(canvas);
        XYPlot strip = bands.strip();
        all.add(strip, 5);
        all.add(latency, 34);
        all.add(shares, 20);
        bands.shade(latency);
        bands.shade(shares);
        bands.nameTheCut(latency);
        LegendItemCollection legend = new LegendItemCollection();
        List.of(latency, shares, strip).forEach(plot -> legend.addAll(plot.getLegendItems()));
        all.setFixedLegendItems(legend);
        JFreeChart chart = Plots.chart(all, canvas);
        Plots.legend(chart, canvas);
        return Drawing.of(chart, canvas, key, title, description);
    }

    private XYPlot latency(Canvas canvas) {
        OptionalDouble limit = latencyLimit();
        double lowest = finite(Window::median).min().orElse(timeout() / 100);
        double highest = Math.max(finite(Window::high).max().orElse(lowest), 1.5 * limit.orElse(lowest));
        boolean capped = windows.each(Window::high).anyMatch(Double::isInfinite);
        XYPlot plot = Plots.plot(TickAxis.of(
                Scale.latency(lowest, capped ? Math.max(highest, timeout()) : highest, "latency, log scale"), canvas));
        Layer layer = Layer.on(plot);
        layer.line(series("p50", Window::median, true), Ink.MEDIAN, Plots.dashed(1.6, 2, 2));
        layer.line(series(high, Window::high, true), Ink.LATENCY, Plots.solid(1.8));
        if (capped) {
            layer.marks(
                    cap(high + " beyond the timeout of " + Quantities.text(load.timeout())),
                    Ink.LATENCY,
                    Plots.triangle(-4));
        }
        limit.ifPresent(seconds -> plot.addRangeMarker(
                Plots.limit(Scale.log(seconds), Ink.LIMIT, Plots.dashed(1.2, 6, 4), limitLabel(seconds), canvas)));
        return plot;
    }

    private XYPlot shares(Canvas canvas) {
        OptionalDouble limit = shareLimit();
        boolean degraded = windows.each(Window::degraded).anyMatch(share -> share > 0);
        double highest = Math.max(
                finite(Window::errors).max().orElse(0),
                degraded ? finite(Window::degraded).max().orElse(0) : 0);
        XYPlot plot = Plots.plot(TickAxis.of(
                Scale.share(0, Math.max(highest, 1.4 * limit.orElse(0.001)), " %", "requests"), canvas));
        Layer layer = Layer.on(plot);
        if (degraded) {
            layer.line(series("degraded", Window::degraded, false), Ink.DEGRADED, Plots.dashed(1.8, 5, 2.5));
        }
        layer.line(series("failed", Window::errors, false), Ink.ERROR, Plots.solid(1.8));
        limit.ifPresent(share -> plot.addRangeMarker(Plots.limit(
                share,
                Ink.LIMIT,
                Plots.dashed(1.2, 6, 4),
                "limit for failed " + Quantities.number(share * 100) + " %",
                canvas)));
        return plot;
    }

    /** The limit of the drawn quantile in seconds; one that is relative, times the baseline. */
    private OptionalDouble latencyLimit() {
        OptionalInt index = Subject.first(run.plan(), Metric.LatencyQuantile.class);
        if (index.isEmpty()) {
            return OptionalDouble.empty();
        }
        Tolerance tolerance = expectation(index.getAsInt()).tolerance();
        if (tolerance instanceof Tolerance.LatencyBelow below) {
            return OptionalDouble.of(below.limit().toNanos() / 1e9);
        }
        double growth = ((Tolerance.LatencyRise) tolerance).growth();
        return baseline(index.getAsInt()).map(value -> value * (1 + growth));
    }

    private OptionalDouble shareLimit() {
        OptionalInt index = Subject.first(run.plan(), Metric.ErrorRate.class);
        if (index.isEmpty() || !expectation(index.getAsInt()).metric().load().equals(load.name())) {
            return OptionalDouble.empty();
        }
        Tolerance tolerance = expectation(index.getAsInt()).tolerance();
        if (tolerance instanceof Tolerance.ShareBelow below) {
            return OptionalDouble.of(below.limit().fraction());
        }
        double points = ((Tolerance.ShareRise) tolerance).points().fraction();
        return baseline(index.getAsInt()).map(value -> value + points);
    }

    private Expectation expectation(int index) {
        return run.plan().experiment().hypothesis().get(index);
    }

    private Baseline baseline(int expectation) {
        return new Baseline(comparisons.stream()
                .filter(comparison -> comparison.expectation() == expectation && comparison.isEstimable())
                .mapToDouble(comparison -> comparison.baseline().value())
                .filter(Double::isFinite)
                .findFirst());
    }

    private String limitLabel(double seconds) {
        return "limit for " + high + " "
                + Quantities.text(java.time.Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }

    private double timeout() {
        return load.timeout().toNanos() / 1e9;
    }

    private XYSeries series(String name, ToDoubleFunction<Window> number, boolean logarithmic) {
        XYSeries series = new XYSeries(name, false);
        for (Window window : windows.list()) {
            double value = number.applyAsDouble(window);
            boolean plotted = logarithmic && !Double.isNaN(value);
            series.add(window.middle(), plotted ? Scale.log(Math.min(value, timeout())) : value);
        }
        return series;
    }

    private XYSeries cap(String name) {
        XYSeries series = new XYSeries(name, false);
        windows.list().stream()
                .filter(window -> Double.isInfinite(window.high()))
                .forEach(window -> series.add(window.middle(), Scale.log(timeout())));
        return series;
    }

    private DoubleStream finite(ToDoubleFunction<Window> number) {
        return windows.each(number).filter(Double::isFinite);
    }

    private record Baseline(OptionalDouble value) {
        OptionalDouble map(java.util.function.DoubleUnaryOperator change) {
            return value.isPresent()
                    ? OptionalDouble.of(change.applyAsDouble(value.getAsDouble()))
                    : OptionalDouble.empty();
        }
    }
}
